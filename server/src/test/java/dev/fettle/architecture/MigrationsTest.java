package dev.fettle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Migrations: numbered one by one, and short of locks on tables that may hold a hundred million
 * rows.
 */
class MigrationsTest {

  private static final Path FOLDER = Path.of("src/main/resources/db/migration");
  private static final Pattern NAME = Pattern.compile("V(\\d{4})__[a-z_]+\\.sql");

  /** The first that is checked: the tables of the older ones were empty. */
  private static final int FIRST_CHECKED = 24;

  /** Indexes attachments, of which no folder had many when it was written. */
  private static final int ATTACHMENT_INDEX = 27;

  private static final String BIG =
      "(?:event|transaction_event|span_event|log_entry|metric_entry|check_in|event_attachment|session_aggregate|issue_tag|issue_hour)";

  /** What holds a lock for as long as a big table is read or written; the remedy is named. */
  private static final List<Forbidden> FORBIDDEN =
      List.of(
          new Forbidden(
              "CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+\\w+\\s+ON\\s+" + BIG + "\\b",
              "an index of a big table blocks its writers while it is built: make it on a new table, or from a job with CONCURRENTLY"),
          new Forbidden(
              "ALTER\\s+TABLE\\s+"
                  + BIG
                  + "\\b[^;]*\\bADD\\s+(?:CONSTRAINT|CHECK|FOREIGN|UNIQUE|PRIMARY)\\b(?![^;]*NOT\\s+VALID)",
              "a constraint scans the table: add it NOT VALID and validate it in a later migration"),
          new Forbidden(
              "ALTER\\s+TABLE\\s+" + BIG + "\\b[^;]*\\b(?:TYPE|SET\\s+NOT\\s+NULL)\\b",
              "the table is rewritten or scanned: add a column and fill it in chunks"),
          new Forbidden(
              "ALTER\\s+TABLE\\s+"
                  + BIG
                  + "\\b[^;]*\\bADD\\s+COLUMN\\b[^;]*\\b(?:now\\(|random|gen_random_uuid|GENERATED|IDENTITY)",
              "a default that differs by row rewrites the table: add the column empty"),
          new Forbidden(
              "(?:^|;)\\s*(?:UPDATE|DELETE\\s+FROM)\\s+" + BIG + "\\b",
              "all rows are rewritten in one transaction: change them in chunks from a job"),
          new Forbidden(
              "\\b(?:VACUUM\\s+FULL|CLUSTER|LOCK\\s+TABLE|REINDEX)\\b",
              "this locks out everybody"));

  private record Forbidden(Pattern pattern, String remedy) {
    Forbidden(String pattern, String remedy) {
      this(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), remedy);
    }
  }

  private static List<Path> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  private static int number(Path file) {
    var name = NAME.matcher(file.getFileName().toString());
    assertThat(name.matches()).as("%s is named like V0042__what.sql", file).isTrue();
    return Integer.parseInt(name.group(1));
  }

  @Test
  void numbers_follow_each_other() throws IOException {
    var numbers = files().stream().map(MigrationsTest::number).toList();
    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(numbers.stream().filter(number -> number >= FIRST_CHECKED).toList())
        .as("nothing may come in between what some folder has applied already")
        .isEqualTo(IntStream.rangeClosed(FIRST_CHECKED, numbers.getLast()).boxed().toList());
  }

  @Test
  void none_is_ever_edited() throws IOException, NoSuchAlgorithmException {
    var digests = new StringBuilder();
    for (var file : files()) {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      digests.append(HexFormat.of().formatHex(digest)).append("  ").append(file.getFileName());
      digests.append('\n');
    }
    Golden.assertMatches("migrations.txt", digests.toString());
  }

  @Test
  void none_locks_a_big_table_for_long() throws IOException {
    var found = new ArrayList<String>();
    for (var file : files()) {
      if (number(file) >= FIRST_CHECKED && number(file) != ATTACHMENT_INDEX) {
        found.addAll(problems(file.getFileName().toString(), Files.readString(file)));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void the_check_finds_what_it_is_for() {
    for (var sql :
        List.of(
            "CREATE INDEX x ON event (title);",
            "ALTER TABLE issue_tag ADD CONSTRAINT c CHECK (event_count > 0);",
            "ALTER TABLE log_entry ALTER COLUMN body TYPE text;",
            "ALTER TABLE event ADD COLUMN seen timestamptz DEFAULT now();",
            "SELECT 1;\nUPDATE issue_hour SET event_count = 0;",
            "VACUUM FULL account;")) {
      assertThat(problems("x", sql)).as(sql).hasSize(1);
    }
    assertThat(
            problems(
                "x",
                """
                -- UPDATE event
                ALTER TABLE event DROP COLUMN level;
                ALTER TABLE issue_tag ADD COLUMN others bigint;
                ALTER TABLE issue_tag ADD CONSTRAINT c CHECK (event_count > 0) NOT VALID;
                CREATE INDEX y ON issue_tag_hash (hash);
                """))
        .isEmpty();
  }

  private static List<String> problems(String name, String text) {
    var sql =
        text.lines().map(line -> line.replaceFirst("--.*", "")).collect(Collectors.joining("\n"));
    return FORBIDDEN.stream()
        .filter(rule -> rule.pattern().matcher(sql).find())
        .map(rule -> name + ": " + rule.remedy())
        .toList();
  }
}
