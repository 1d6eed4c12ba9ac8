package dev.fettle.platform.outbox;

import dev.fettle.platform.db.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of messages. Thread-safe. */
final class OutboxStore {

  /** What was not settled by then is of a channel that no node serves any more. */
  static final Duration KEPT = Duration.ofDays(30);

  /** Receipts of what was delivered: for who asks where a mail is. */
  static final Duration RECEIPT_KEPT = Duration.ofDays(3);

  static final String INSERT =
      """
      INSERT INTO outbox_message
        (channel, message, recipient, payload, created_at, due_at, expires_at, keep_until)
      SELECT m.channel, m.message, m.recipient, m.payload, :now::timestamptz, :now::timestamptz,
        :now::timestamptz + m.useful_seconds * interval '1 second', :keepUntil::timestamptz
      FROM unnest(:channels::text[], :messages::text[], :recipients::text[], :payloads::text[],
        :usefulSeconds::bigint[]) AS m (channel, message, recipient, payload, useful_seconds)
      ON CONFLICT (message, channel, recipient) DO NOTHING
      """;

  /** One look into the index for each channel, whatever is in it. */
  static final String DUE_CHANNELS =
      """
      SELECT c.channel
      FROM unnest(:channels::text[]) AS c (channel)
      WHERE EXISTS (
        SELECT 1
        FROM outbox_message m
        WHERE m.channel = c.channel
          AND m.due_at <= :now)
      """;

  /** A row that another node is taking is not waited for. */
  static final String TAKE =
      """
      UPDATE outbox_message
      SET due_at = :takeOverAt, attempts = attempts + 1
      WHERE id = (
        SELECT id
        FROM outbox_message
        WHERE channel = :channel
          AND due_at <= :now
        ORDER BY due_at
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING id, message, recipient, payload, created_at, expires_at, attempts, failures
      """;

  /** Not when somebody else has taken it since. */
  static final String SETTLE =
      """
      UPDATE outbox_message
      SET due_at = NULL, outcome = :outcome, cause = :cause, keep_until = :keepUntil,
        failures = failures + :failed
      WHERE id = :id
        AND attempts = :attempt
        AND due_at IS NOT NULL
      """;

  static final String POSTPONE =
      """
      UPDATE outbox_message
      SET due_at = :dueAt, cause = :cause, failures = failures + 1
      WHERE id = :id
        AND attempts = :attempt
        AND due_at IS NOT NULL
      """;

  private final JdbcClient jdbc;

  OutboxStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<OutboxMessage> messages, Instant now) {
    jdbc.sql(INSERT)
        .param("channels", Columns.text(messages.stream().map(OutboxMessage::channel).toList()))
        .param("messages", Columns.text(messages.stream().map(OutboxMessage::message).toList()))
        .param("recipients", Columns.text(messages.stream().map(OutboxMessage::recipient).toList()))
        .param("payloads", Columns.text(messages.stream().map(OutboxMessage::payload).toList()))
        .param(
            "usefulSeconds",
            Columns.bigint(messages.stream().map(m -> m.usefulFor().toSeconds()).toList()))
        .param("now", Timestamp.from(now))
        .param("keepUntil", Timestamp.from(now.plus(KEPT)))
        .update();
  }

  /** Those of the channels that have something to do. */
  List<String> due(Collection<String> channels, Instant now) {
    return jdbc.sql(DUE_CHANNELS)
        .param("channels", Columns.text(channels))
        .param("now", Timestamp.from(now))
        .query((rows, _) -> rows.getString("channel"))
        .list();
  }

  /**
   * Takes the message that has been due longest.
   *
   * @param takeOverAt when it is due again, should it not be settled by then
   */
  Optional<Parcel> take(String channel, Instant now, Instant takeOverAt) {
    return jdbc.sql(TAKE)
        .param("channel", channel)
        .param("now", Timestamp.from(now))
        .param("takeOverAt", Timestamp.from(takeOverAt))
        .query(OutboxStore::read)
        .optional();
  }

  void delivered(Parcel parcel, Instant now) {
    settle(parcel, "delivered", null, now.plus(RECEIPT_KEPT), false);
  }

  void pointless(Parcel parcel, String cause, Instant now) {
    settle(parcel, "pointless", cause, now.plus(RECEIPT_KEPT), false);
  }

  /** Stays for the operator to see. */
  void giveUp(Parcel parcel, String cause, Instant now) {
    settle(parcel, "given_up", cause, now.plus(KEPT), true);
  }

  void postpone(Parcel parcel, String cause, Instant dueAt) {
    jdbc.sql(POSTPONE)
        .param("id", parcel.id())
        .param("attempt", parcel.attempt())
        .param("dueAt", Timestamp.from(dueAt))
        .param("cause", cause)
        .update();
  }

  private void settle(
      Parcel parcel, String outcome, @Nullable String cause, Instant keepUntil, boolean failed) {
    jdbc.sql(SETTLE)
        .param("id", parcel.id())
        .param("attempt", parcel.attempt())
        .param("outcome", outcome)
        .param("cause", cause)
        .param("keepUntil", Timestamp.from(keepUntil))
        .param("failed", failed ? 1 : 0)
        .update();
  }

  private static Parcel read(ResultSet rows, int index) throws SQLException {
    return new Parcel(
        rows.getLong("id"),
        rows.getString("message"),
        rows.getString("recipient"),
        rows.getString("payload"),
        rows.getTimestamp("created_at").toInstant(),
        rows.getTimestamp("expires_at").toInstant(),
        rows.getInt("attempts"),
        rows.getInt("failures"));
  }
}
