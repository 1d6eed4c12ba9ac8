package dev.fettle.outcomes;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.items.OutcomeTally;
import dev.fettle.live.Notice;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Writes what became of items, by project and hour. Runs in the caller's transaction. */
public final class OutcomeStore {

  /**
   * Rows come sorted, so two nodes lock them in one order. A project that is gone has no counts.
   */
  static final String ADD_OUTCOMES =
      """
      INSERT INTO outcome_hour (project_id, hour, category, outcome, reason, quantity, last_at)
      SELECT o.project_id, o.hour::timestamptz, o.category, o.outcome, o.reason, o.quantity,
        o.last_at::timestamptz
      FROM unnest(:projects::bigint[], :hours::text[], :categories::text[], :outcomes::text[],
          :reasons::text[], :quantities::bigint[], :lasts::text[])
        AS o (project_id, hour, category, outcome, reason, quantity, last_at)
      JOIN project p ON p.id = o.project_id
      ORDER BY 1, 2, 3, 4, 5
      ON CONFLICT (project_id, hour, category, outcome, reason)
      DO UPDATE SET quantity = outcome_hour.quantity + excluded.quantity,
        last_at = greatest(outcome_hour.last_at, excluded.last_at)
      """;

  private final JdbcClient jdbc;
  private final Consumer<OutcomeTally> counted;
  private final Consumer<Notice> tell;

  /**
   * Makes a store.
   *
   * @param counted hears of every tally inside the transaction that adds it
   * @param tell takes what the screens are told once that transaction is committed
   */
  public OutcomeStore(JdbcClient jdbc, Consumer<OutcomeTally> counted, Consumer<Notice> tell) {
    this.jdbc = jdbc;
    this.counted = counted;
    this.tell = tell;
  }

  /** Adds the counts and tells the screens that wait for a first event. */
  public void add(OutcomeTally tally) {
    if (tally.isEmpty()) {
      return;
    }
    counted.accept(tally);
    var projects = new ArrayList<Long>();
    var hours = new ArrayList<String>();
    var categories = new ArrayList<String>();
    var outcomes = new ArrayList<String>();
    var reasons = new ArrayList<String>();
    var quantities = new ArrayList<Long>();
    var lasts = new ArrayList<String>();
    tally
        .sums()
        .forEach((key, sum) -> {
          projects.add(key.projectId());
          hours.add(key.hour().toString());
          categories.add(key.category());
          outcomes.add(key.outcome().label());
          reasons.add(key.reason());
          quantities.add(sum.quantity());
          lasts.add(sum.last().toString());
          tell.accept(
              new Notice.RequestCounted(
                  new OrganizationId(key.organizationId()),
                  new ProjectId(key.projectId()),
                  key.outcome().label(),
                  key.category(),
                  key.reason(),
                  sum.quantity()));
        });
    jdbc.sql(ADD_OUTCOMES)
        .param("projects", new SqlArrayValue("bigint", projects.toArray()))
        .param("hours", new SqlArrayValue("text", hours.toArray()))
        .param("categories", new SqlArrayValue("text", categories.toArray()))
        .param("outcomes", new SqlArrayValue("text", outcomes.toArray()))
        .param("reasons", new SqlArrayValue("text", reasons.toArray()))
        .param("quantities", new SqlArrayValue("bigint", quantities.toArray()))
        .param("lasts", new SqlArrayValue("text", lasts.toArray()))
        .update();
  }
}
