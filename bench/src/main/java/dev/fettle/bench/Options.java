package dev.fettle.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param home the checkout
 * @param soakSeconds 0: as long as usual
 * @param warm whether the ingest is measured after a long ramp instead of from the first second
 * @param port of the product, 0 for a free one
 * @param profile where the product's flight recording goes; null: none is made
 * @param dataParent where the data folder of the run is made; null: the system's temporary folder
 */
record Options(
    Path home,
    boolean quick,
    int soakSeconds,
    Set<Part> parts,
    List<Mix> mixes,
    boolean warm,
    Load.Shape shape,
    int connections,
    int port,
    @Nullable Path dataParent,
    boolean keepsData,
    @Nullable Path profile,
    @Nullable Target target,
    String command) {

  private static final int COLD_CONNECTIONS = 256;
  private static final int WARM_CONNECTIONS = 64;

  /** What can be measured on its own. */
  enum Part {
    START,
    MEMORY,
    INGEST
  }

  /**
   * Another server.
   *
   * @param token for its API, to see issues appear; without one only acknowledgements are measured
   */
  record Target(
      URI base,
      Dsn dsn,
      @Nullable String token,
      @Nullable String organization,
      @Nullable String project) {}

  static final String HELP =
      """
      ./fettle bench [ingest] [options]     figures of this machine, as a table and in bench/results/

      ./fettle bench seed --data DIR [--events N] [--issues N]   fills a folder as 89 days of N events would (default 1,000,000)
      ./fettle bench read --data DIR [--requests N]              times every list, search, chart and page of a seeded folder

        --quick                    shorter steps (about three minutes for everything)
        --only start,memory,ingest only these parts
        --mix 3k,25k,storm,wide    only these mixes (default: 3k and 25k; all four after the word ingest)
        --warm                     a long ramp to the knee, issues by Zipf's law, plain bodies, 64 connections: what a server does
                                   that has run for a while. Without it: from the first second of a new one, evenly spread, gzip, 256
        --soak SECONDS             length of the soak (default 60, quick 15 after a ramp and 20 from cold)
        --gzip, --plain            whether bodies are compressed, as most SDKs do; costs the generator CPU
        --connections N            kept-alive connections of the generator
        --port N                   port of the product under test (default: a free one)
        --data DIR                 folder under which the run's data is made (default: the temporary folder)
        --keep                     keep that data afterwards
        --profile FILE             record where the product's CPU time goes under load (read it with jfr view hot-methods FILE)
        --target URL --dsn DSN     load another Sentry-compatible server instead; no figures of processes
        --token T --organization O --project P   read its API as well, to see events appear

      docs/operations/bench.md explains the figures.
      """;

  static Options parse(Path home, String... arguments) {
    var words = new ArrayDeque<>(Arrays.asList(arguments));
    var parts = EnumSet.allOf(Part.class);
    List<Mix> mixes = null;
    int soakSeconds = 0;
    boolean quick = false;
    boolean warm = false;
    Boolean gzip = null;
    boolean keep = false;
    int connections = 0;
    int port = 0;
    Path data = null;
    Path profile = null;
    String target = null;
    String dsn = null;
    String token = null;
    String organization = null;
    String project = null;
    while (!words.isEmpty()) {
      var word = words.remove();
      switch (word) {
        case "ingest" -> parts = EnumSet.of(Part.INGEST);
        case "--quick" -> quick = true;
        case "--soak" -> soakSeconds = number(word, value(word, words), 1, 3_600);
        case "--warm" -> warm = true;
        case "--gzip" -> gzip = true;
        case "--plain" -> gzip = false;
        case "--keep" -> keep = true;
        case "--only" -> parts = parts(value(word, words));
        case "--mix" ->
            mixes = Arrays.stream(value(word, words).split(",", -1)).map(Mix::of).toList();
        case "--connections" -> connections = number(word, value(word, words), 1, 10_000);
        case "--port" -> port = number(word, value(word, words), 1, 65_535);
        case "--data" -> data = Path.of(value(word, words)).toAbsolutePath();
        case "--profile" -> profile = Path.of(value(word, words)).toAbsolutePath();
        case "--target" -> target = value(word, words);
        case "--dsn" -> dsn = value(word, words);
        case "--token" -> token = value(word, words);
        case "--organization" -> organization = value(word, words);
        case "--project" -> project = value(word, words);
        default ->
            throw new UsageException(
                "bench does not know \"%s\": see ./fettle bench --help".formatted(word));
      }
    }
    if ((target == null) != (dsn == null)) {
      throw new UsageException("--target and --dsn go together: the server and a project's DSN.");
    }
    if (token != null && (organization == null || project == null)) {
      throw new UsageException("--token needs --organization and --project: the slugs to read.");
    }
    Target other = null;
    if (target != null && dsn != null) {
      var base = URI.create(target);
      other = new Target(base, Dsn.parse(dsn).at(base), token, organization, project);
      parts = EnumSet.of(Part.INGEST);
    }
    return new Options(
        home,
        quick,
        soakSeconds,
        parts,
        mixes == null ? usual(arguments) : mixes,
        warm,
        new Load.Shape(gzip == null ? !warm : gzip, !warm),
        connections == 0 ? warm ? WARM_CONNECTIONS : COLD_CONNECTIONS : connections,
        port,
        data,
        keep,
        profile,
        other,
        "./fettle bench " + String.join(" ", withoutSecrets(arguments)));
  }

  /** The command is written into reports. */
  private static List<String> withoutSecrets(String... arguments) {
    var words = new java.util.ArrayList<>(List.of(arguments));
    int token = words.indexOf("--token");
    if (token >= 0 && token + 1 < words.size()) {
      words.set(token + 1, "…");
    }
    return words;
  }

  private static List<Mix> usual(String... arguments) {
    return List.of(arguments).contains("ingest") ? List.of(Mix.values()) : Mix.USUAL;
  }

  private static EnumSet<Part> parts(String text) {
    var parts = EnumSet.noneOf(Part.class);
    for (var name : text.split(",", -1)) {
      try {
        parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--only is \"%s\": expected some of start,memory,ingest.".formatted(text));
      }
    }
    return parts;
  }

  private static String value(String option, ArrayDeque<String> words) {
    if (words.isEmpty()) {
      throw new UsageException(option + " needs a value: see ./fettle bench --help");
    }
    return words.remove();
  }

  private static int number(String option, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    throw new UsageException(
        "%s is \"%s\": expected a number from %d to %d.".formatted(option, text, least, most));
  }
}
