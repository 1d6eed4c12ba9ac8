package dev.fettle.protection;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.projects.ProjectKey.RateLimit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The rows of rules and of organizations' limits. Thread-safe. */
final class IntakeRulesStore {

  static final String FIND =
      """
      SELECT filters, releases, error_messages, addresses, scrub_defaults, sensitive_fields,
        safe_fields, allowed_domains, spike_protection, rate_limit_count, rate_limit_window_seconds
      FROM intake_rules
      WHERE project_id = :projectId
      """;

  /** All the intake wants to know of a project, by primary keys. */
  static final String FIND_FOR_INTAKE =
      """
      SELECT r.project_id IS NOT NULL AS has_rules, r.filters, r.releases, r.error_messages,
        r.addresses, r.scrub_defaults, r.sensitive_fields, r.safe_fields, r.allowed_domains,
        r.spike_protection, r.rate_limit_count, r.rate_limit_window_seconds,
        o.count AS organization_count, o.window_seconds AS organization_window_seconds
      FROM project p
      LEFT JOIN intake_rules r ON r.project_id = p.id
      LEFT JOIN organization_limit o ON o.organization_id = p.organization_id
      WHERE p.id = :projectId
      """;

  static final String ORGANIZATION_LIMIT =
      """
      SELECT count, window_seconds
      FROM organization_limit
      WHERE organization_id = :organizationId
        AND count IS NOT NULL
      """;

  static final String SAVE_ORGANIZATION_LIMIT =
      """
      INSERT INTO organization_limit (organization_id, count, window_seconds, updated_at)
      VALUES (:organizationId, :count, :window, :now)
      ON CONFLICT (organization_id) DO UPDATE
      SET count = excluded.count, window_seconds = excluded.window_seconds,
        updated_at = excluded.updated_at
      """;

  /** What changed of late, by indexes of the time; a limit concerns all projects of its owner. */
  static final String CHANGED_SINCE =
      """
      SELECT r.project_id, r.updated_at
      FROM intake_rules r
      WHERE r.updated_at > :since
      UNION ALL
      SELECT p.id, o.updated_at
      FROM organization_limit o
      JOIN project p ON p.organization_id = o.organization_id
      WHERE o.updated_at > :since
      """;

  static final String SAVE =
      """
      INSERT INTO intake_rules
        (project_id, filters, releases, error_messages, addresses, scrub_defaults,
         sensitive_fields, safe_fields, allowed_domains, spike_protection, rate_limit_count,
         rate_limit_window_seconds, updated_at)
      VALUES
        (:projectId, :filters, :releases, :errorMessages, :addresses, :scrubDefaults,
         :sensitiveFields, :safeFields, :allowedDomains, :spikeProtection, :count, :window, :now)
      ON CONFLICT (project_id) DO UPDATE
      SET filters = excluded.filters, releases = excluded.releases,
        error_messages = excluded.error_messages, addresses = excluded.addresses,
        scrub_defaults = excluded.scrub_defaults, sensitive_fields = excluded.sensitive_fields,
        safe_fields = excluded.safe_fields, allowed_domains = excluded.allowed_domains,
        spike_protection = excluded.spike_protection, rate_limit_count = excluded.rate_limit_count,
        rate_limit_window_seconds = excluded.rate_limit_window_seconds,
        updated_at = excluded.updated_at
      """;

  /** A project whose rules, or whose organization's limit, changed. */
  record Change(long projectId, Instant at) {}

  private final JdbcClient jdbc;

  IntakeRulesStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<IntakeRules> find(long projectId) {
    return jdbc.sql(FIND).param("projectId", projectId).query((rows, _) -> read(rows)).optional();
  }

  /** Rules and the organization's limit; nothing when there is no such project. */
  Optional<ProjectProtection> findForIntake(long projectId) {
    return jdbc.sql(FIND_FOR_INTAKE)
        .param("projectId", projectId)
        .query((rows, _) ->
            new ProjectProtection(
                rows.getBoolean("has_rules") ? read(rows) : IntakeRules.DEFAULT,
                limit(rows, "organization_count", "organization_window_seconds")))
        .optional();
  }

  Optional<RateLimit> organizationLimit(OrganizationId organizationId) {
    return jdbc.sql(ORGANIZATION_LIMIT)
        .param("organizationId", organizationId.value())
        .query((rows, _) -> new RateLimit(rows.getInt("count"), rows.getInt("window_seconds")))
        .optional();
  }

  void saveOrganizationLimit(
      OrganizationId organizationId, @Nullable RateLimit limit, Instant now) {
    jdbc.sql(SAVE_ORGANIZATION_LIMIT)
        .param("organizationId", organizationId.value())
        .param("count", limit == null ? null : limit.count())
        .param("window", limit == null ? null : limit.windowSeconds())
        .param("now", Timestamp.from(now))
        .update();
  }

  List<Change> changedSince(Instant since) {
    return jdbc.sql(CHANGED_SINCE)
        .param("since", Timestamp.from(since))
        .query((rows, _) ->
            new Change(rows.getLong("project_id"), rows.getTimestamp("updated_at").toInstant()))
        .list();
  }

  void save(long projectId, IntakeRules rules, Instant now) {
    var limit = rules.rateLimit();
    var scrubbing = rules.scrubbing();
    jdbc.sql(SAVE)
        .param("projectId", projectId)
        .param(
            "filters", texts(rules.filters().stream().map(InboundFilter::label).sorted().toList()))
        .param("releases", texts(rules.releases()))
        .param("errorMessages", texts(rules.errorMessages()))
        .param("addresses", texts(rules.addresses()))
        .param("scrubDefaults", scrubbing.defaults())
        .param("sensitiveFields", texts(scrubbing.sensitiveFields()))
        .param("safeFields", texts(scrubbing.safeFields()))
        .param("allowedDomains", texts(rules.allowedDomains()))
        .param("spikeProtection", rules.spikeProtection())
        .param("count", limit == null ? null : limit.count())
        .param("window", limit == null ? null : limit.windowSeconds())
        .param("now", Timestamp.from(now))
        .update();
  }

  private static SqlArrayValue texts(List<String> texts) {
    return new SqlArrayValue("text", texts.toArray());
  }

  private static IntakeRules read(ResultSet rows) throws SQLException {
    return new IntakeRules(
        InboundFilter.of(list(rows, "filters")),
        list(rows, "releases"),
        list(rows, "error_messages"),
        list(rows, "addresses"),
        new IntakeRules.Scrubbing(
            rows.getBoolean("scrub_defaults"),
            list(rows, "sensitive_fields"),
            list(rows, "safe_fields")),
        list(rows, "allowed_domains"),
        rows.getBoolean("spike_protection"),
        limit(rows, "rate_limit_count", "rate_limit_window_seconds"));
  }

  private static @Nullable RateLimit limit(ResultSet rows, String count, String window)
      throws SQLException {
    int number = rows.getInt(count);
    return rows.wasNull() ? null : new RateLimit(number, rows.getInt(window));
  }

  private static List<String> list(ResultSet rows, String column) throws SQLException {
    return List.of((String[]) rows.getArray(column).getArray());
  }
}
