package dev.fettle.protection;

import dev.fettle.projects.ProjectKey.RateLimit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private final JdbcClient jdbc;

  IntakeRulesStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<IntakeRules> find(long projectId) {
    return jdbc.sql(FIND).param("projectId", projectId).query((rows, _) -> read(rows)).optional();
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
    int count = rows.getInt("rate_limit_count");
    var limit =
        rows.wasNull() ? null : new RateLimit(count, rows.getInt("rate_limit_window_seconds"));
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
        limit);
  }

  private static List<String> list(ResultSet rows, String column) throws SQLException {
    return List.of((String[]) rows.getArray(column).getArray());
  }
}
