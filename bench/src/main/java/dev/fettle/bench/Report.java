package dev.fettle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of figures, printed as they come and written as a page of Markdown at the end. */
final class Report {

  private record Row(String figure, String value, String bar) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Plot plot = new Plot();

  void add(String figure, String value) {
    add(figure, value, "");
  }

  /**
   * @param bar what the value is held against; empty when nothing
   */
  void add(String figure, String value, String bar) {
    rows.add(new Row(figure, value, bar));
    say("%-44s %s%s".formatted(figure, value, bar.isEmpty() ? "" : "   (bar: %s)".formatted(bar)));
  }

  void addAll(Report other) {
    rows.addAll(other.rows);
    notes.addAll(other.notes);
  }

  /** What the ramp looked like. */
  Plot plot() {
    return plot;
  }

  /** How a figure was made. */
  void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  /** Progress, on standard output: printing is this tool's job. */
  static void say(String line) {
    System.out.println(line);
  }

  String markdown(String title, String command) throws IOException {
    var text = new StringBuilder();
    text.append("# ").append(title).append("\n\n");
    text.append("`").append(command).append("`\n\n");
    text.append(machine()).append("\n\n");
    text.append("| figure | value | bar |\n| --- | --- | --- |\n");
    for (var row : rows) {
      text.append("| %s | %s | %s |%n".formatted(row.figure, row.value, row.bar));
    }
    if (!notes.isEmpty()) {
      text.append('\n');
      notes.forEach(note -> text.append("* ").append(note).append('\n'));
    }
    return text.toString();
  }

  /** Writes {@code bench/results/<date>-<name>.md}, and its picture beside it. */
  Path write(Path home, String name, String command) throws IOException {
    var today = LocalDate.now(ZoneId.systemDefault());
    var folder = Files.createDirectories(home.resolve("bench/results"));
    var file = folder.resolve("%s-%s.md".formatted(today, name));
    var page = markdown("Bench %s, %s".formatted(name, today), command);
    if (!plot.isEmpty()) {
      var picture = "%s-%s.svg".formatted(today, name);
      Files.writeString(folder.resolve(picture), plot.svg());
      page += "\n![Offered, drained and latency](%s)\n".formatted(picture);
    }
    Files.writeString(file, page);
    return file;
  }

  static String machine() throws IOException {
    double loadAverage = Double.parseDouble(first("/proc/loadavg", " "));
    return "%d cores, %s, Linux %s, JDK %s of the generator; load average at the end %.1f"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            first("/proc/meminfo", "\n").replaceAll("\\s+", " "),
            System.getProperty("os.version"),
            Runtime.version(),
            loadAverage);
  }

  private static String first(String file, String separator) throws IOException {
    return Files.readString(Path.of(file)).split(separator, 2)[0];
  }

  /** Numbers with a point, whatever the machine's language. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be the only use of its library
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
