package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a batch leaves in its issue: the face of the last event, and how many users it hit. */
class IssueCounterDbTest {

  private static final String FACE =
      """
      SELECT level || ' | ' || title || ' | ' || culprit || ' | ' || (metadata ->> 'value')
        || ' | ' || coalesce(platform, '-') || ' | ' || coalesce(last_release, '-')
      FROM issue
      JOIN issue_text ON issue_id = id
      WHERE project_id = :id
      """;

  private static TestDatabase database;
  private Digester digester;
  private Digester.Project project;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    digester = new Digester(database);
    project = digester.project();
  }

  private static String event(String level, String place, String value, String more) {
    return """
    {"platform":"python","level":"%s","transaction":"%s"%s,"exception":{"values":[{"type":"LevelError",
    "value":"%s","stacktrace":{"frames":[{"filename":"lvl.py","function":"check","in_app":true}]}}]}}
    """
        .formatted(level, place, more, value);
  }

  private String face() {
    return digester.text(FACE, project.id());
  }

  @Test
  void an_issue_shows_its_last_event_and_nothing_of_another() {
    digester.write(project, event("warning", "/one", "v1", ",\"release\":\"1\""));
    assertThat(face()).isEqualTo("warning | LevelError: v1 | /one | v1 | python | 1");
    digester.write(
        project,
        event("fatal", "/two", "v2", ",\"release\":\"2\""),
        event("info", "/three", "v3", ""));
    assertThat(face()).isEqualTo("info | LevelError: v3 | /three | v3 | python | 2");
  }

  @Test
  void within_a_batch_the_time_of_receipt_decides_and_then_the_order() {
    var late = digester.prepare(project, event("fatal", "/late", "late", ",\"release\":\"2\""));
    digester.now = digester.now.minus(Duration.ofSeconds(5));
    var early = digester.prepare(project, event("info", "/early", "early", ",\"release\":\"1\""));
    late.addAll(early);
    digester.write(late);
    assertThat(face()).isEqualTo("fatal | LevelError: late | /late | late | python | 2");
  }

  @Test
  void a_batch_that_arrived_earlier_is_counted_and_changes_no_face() {
    var early = digester.prepare(project, event("info", "/early", "early", ",\"release\":\"1\""));
    digester.now = digester.now.plus(Duration.ofSeconds(5));
    digester.write(project, event("fatal", "/late", "late", ",\"release\":\"2\""));
    digester.write(early);
    assertThat(face()).isEqualTo("fatal | LevelError: late | /late | late | python | 2");
    assertThat(
            digester.number("SELECT event_count FROM issue WHERE project_id = :id", project.id()))
        .isEqualTo(2);
  }

  @Test
  void an_issue_says_at_once_what_its_last_event_says_and_words_follow_with_the_job() {
    digester.write(project, event("error", "/a", "order 17", ""));
    assertThat(words()).isEqualTo("LevelError: order 17\n/a");

    digester.write(project, event("error", "/a", "order 18", ""));
    assertThat(face()).startsWith("error | LevelError: order 18 | /a | order 18");
    assertThat(words()).isEqualTo("LevelError: order 17\n/a");

    var job = new IssueWordStore(digester.jdbc);
    while (job.followSome(() -> true)) {}
    assertThat(words()).isEqualTo("LevelError: order 18\n/a");
    assertThat(
            digester.number(
                "SELECT count(*) FROM issue_text WHERE words_stale AND issue_id > :id", 0))
        .isZero();
  }

  private String words() {
    return digester
        .jdbc
        .sql("SELECT words FROM issue_text JOIN issue ON issue_id = id WHERE project_id = :id")
        .param("id", project.id())
        .query(String.class)
        .single();
  }

  private void writeUsers(int from, int to) {
    digester.write(
        project,
        IntStream.range(from, to)
            .mapToObj(user ->
                Digester.error("KeyError", "\"user\":{\"id\":\"u-100-%d\"}".formatted(user)))
            .toArray(String[]::new));
  }

  private long users() {
    return digester.number("SELECT user_count FROM issue WHERE project_id = :id", project.id());
  }

  @Test
  void users_are_counted_exactly_however_the_batches_fall() {
    writeUsers(0, 60);
    assertThat(users()).isEqualTo(60);
    writeUsers(40, 100);
    assertThat(users()).isEqualTo(100);
    writeUsers(0, 100);
    assertThat(users()).isEqualTo(100);
    writeUsers(99, 130);
    assertThat(users()).isEqualTo(130);
  }

  @Test
  void beyond_ten_thousand_users_a_sketch_takes_over_and_the_number_never_falls() {
    writeUsers(0, 1);
    long issue = digester.number("SELECT id FROM issue WHERE project_id = :id", project.id());
    digester
        .jdbc
        .sql(
            """
            INSERT INTO issue_user (issue_id, user_hash)
            SELECT :id, hashint8extended(n, 17)
            FROM generate_series(1, 9998) AS n
            """)
        .param("id", issue)
        .update();
    digester
        .jdbc
        .sql("UPDATE issue SET user_count = 9999 WHERE id = :id")
        .param("id", issue)
        .update();

    writeUsers(0, 2);
    assertThat(users()).isEqualTo(IssueUserStore.MOST_EXACT);
    assertThat(sketches(issue)).isZero();

    writeUsers(0, 3);
    assertThat(users()).isBetween(10_001L, 11_000L);
    assertThat(sketches(issue)).isEqualTo(1);
    assertThat(digester.number("SELECT count(*) FROM issue_user WHERE issue_id = :id", issue))
        .isZero();

    long before = users();
    writeUsers(0, 200);
    assertThat(users()).isBetween(before, 11_200L);
  }

  private long sketches(long issue) {
    return digester.number("SELECT count(*) FROM issue_user_sketch WHERE issue_id = :id", issue);
  }
}
