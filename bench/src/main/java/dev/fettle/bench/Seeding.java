package dev.fettle.bench;

import static dev.fettle.bench.Report.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.Properties;

/**
 * {@code ./fettle bench seed}: a data folder as it is after 89 days and many events. The product
 * makes the tables, the projects and a few thousand real events; SQL multiplies those in the
 * product's own shape, by weeks and in the order of time, as they would have come.
 */
final class Seeding {

  static final String ACCESS_FILE = "bench-read.properties";
  private static final int PROJECTS = 20;
  private static final int DAYS = 89;
  private static final int REAL_EVENTS = 4_000;
  private static final double REAL_PER_SECOND = 400;

  private final Path home;
  private final Path data;
  private final long events;
  private final long issues;

  Seeding(Path home, Path data, long events, long issues) {
    this.home = home;
    this.data = data;
    this.events = events;
    this.issues = issues;
  }

  void run(int port) throws Exception {
    if (Files.exists(data.resolve(ACCESS_FILE))) {
      throw new UsageException(data + " is seeded already: take another folder with --data.");
    }
    long begin = System.nanoTime();
    try (var product = Product.start(home, data, port);
        var database = Database.of(product);
        var api = new Api(java.net.URI.create(product.baseUrl()), null)) {
      var projects = api.setUp(PROJECTS, product.setup());
      real(product, database, projects);
      seed(database);
      var access = new Properties();
      access.setProperty("token", api.token());
      access.setProperty("organization", projects.getFirst().organization());
      access.setProperty("project", projects.getFirst().slug());
      var dsn = projects.getFirst().dsn();
      access.setProperty("dsn", dsn.key() + " " + dsn.projectId());
      try (var out = Files.newOutputStream(data.resolve(ACCESS_FILE))) {
        access.store(out, "for ./fettle bench read");
      }
    }
    Report.say(
        text(
            "%,d events and %,d issues in %s, %.0f s",
            events, issues, data, (System.nanoTime() - begin) / 1e9));
  }

  private void real(Product product, Database database, java.util.List<Api.Project> projects)
      throws IOException, SQLException, InterruptedException {
    var load =
        new Load(
            Mix.SMALL,
            home.resolve("fixtures/captures"),
            projects.stream().map(Api.Project::dsn).toList(),
            new EventIds(System.nanoTime()),
            new Load.Shape(false, false));
    var backlog = new Backlog(database::digested, Duration.ofMillis(50));
    try (var generator = new Generator(load, product.address(), 16)) {
      generator.run(new Schedule.Fixed(System.nanoTime(), REAL_PER_SECOND, REAL_EVENTS));
      backlog.drain(generator.acknowledged());
    }
  }

  private void seed(Database database) throws SQLException {
    var now = Instant.now();
    for (var statement : statements()) {
      database.execute(
          statement
              .replace(":events", Long.toString(events))
              .replace(":issues", Long.toString(issues))
              .replace(":now", "'" + now + "'"));
    }
    var week =
        LocalDate.ofInstant(now.minus(Duration.ofDays(DAYS)), ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    while (week.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(now)) {
      seedWeek(database, week);
      week = week.plusWeeks(1);
    }
    Report.say("adding up, vacuuming");
    for (var statement : resource("seed-end.sql").split("\n\n", -1)) {
      database.execute(statement);
    }
  }

  private static void seedWeek(Database database, LocalDate week) throws SQLException {
    var partition = "event_" + week.format(DateTimeFormatter.BASIC_ISO_DATE);
    long from = week.toEpochDay() * 86_400;
    long to = from + 7 * 86_400;
    var made =
        """
        SELECT s.project_id, s.issue_id, s.title, s.n, s.started + (s.ended - s.started)
          * (j + ((j * 7919 + s.n * 104729) %% 1000) / 1112.0) / s.c AS at
        FROM seed_issue s
        CROSS JOIN LATERAL generate_series(
          greatest(0, floor((%1$d - s.started) / (s.ended - s.started) * s.c)::bigint - 1),
          least(s.c - 1, ceil((%2$d - s.started) / (s.ended - s.started) * s.c)::bigint)) j
        WHERE s.ended >= %1$d AND s.started < %2$d
        """
            .formatted(from, to);
    boolean exists =
        database.number("SELECT count(*) FROM pg_class WHERE relname = '" + partition + "'") > 0;
    var target = exists ? "event" : partition;
    if (!exists) {
      database.execute(
          "CREATE TABLE %s (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE) WITH (toast_tuple_target = 4080)"
              .formatted(partition));
    }
    database.execute(
        """
        INSERT INTO %s (id, project_id, issue_id, event_id, event_at, title, payload, payload_size,
          dictionary_id)
        SELECT (lpad(to_hex((e.at * 1000)::bigint), 12, '0') || '7' || substr(e.h, 1, 3) || 'a'
            || substr(e.h, 4, 15))::uuid,
          e.project_id, e.issue_id, gen_random_uuid(), to_timestamp(e.at), e.title, p.payload,
          p.payload_size, p.dictionary_id
        FROM (SELECT m.*, md5(random()::text) AS h FROM (%s) m
          WHERE m.at >= %d AND m.at < %d ORDER BY m.at) e
        JOIN seed_payload p ON p.place = e.n %% (SELECT count(*) FROM seed_payload)
        """
            .formatted(target, made, from, to));
    if (!exists) {
      database.execute(
          "ALTER TABLE event ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
              .formatted(partition, bound(from), bound(to)));
    }
    database.execute(
        """
        INSERT INTO issue_hour (issue_id, hour, event_count)
        SELECT m.issue_id, to_timestamp(floor(m.at / 3600) * 3600), count(*)
        FROM (%s) m
        WHERE m.at >= %d AND m.at < %d
        GROUP BY 1, 2
        ORDER BY 2, 1
        ON CONFLICT (issue_id, hour) DO UPDATE SET event_count = issue_hour.event_count + excluded.event_count
        """
            .formatted(made, from, to));
    Report.say("week of " + week);
  }

  /** The smallest UUIDv7 of a second. */
  private static String bound(long second) {
    var hex = "%012x".formatted(second * 1000);
    return hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000000";
  }

  private static String[] statements() {
    var lines = new StringBuilder();
    resource("seed.sql")
        .lines()
        .filter(line -> !line.startsWith("--"))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString().strip().split("\n\n", -1);
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(Seeding.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
