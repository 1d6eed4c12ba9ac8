package dev.fettle.performance;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.event.TransactionNormalizer;
import dev.fettle.core.event.UserAgents;
import dev.fettle.core.trace.Span;
import dev.fettle.core.trace.Spans;
import dev.fettle.core.trace.TransactionNames;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.ItemFilter;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.payloads.PackedJson;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Stores transactions and spans: a whole batch in a fixed number of statements.
 *
 * <p>A root span that comes on its own is what older clients send as a transaction (sdk-wire 8.3),
 * so it is stored and counted as one; its children are rows of {@code span_event}, found by their
 * trace. Spans inside a transaction stay in its payload.
 *
 * <p>SDKs re-post. A transaction is recognised by the client's id, a span by trace and span id,
 * within two days.
 */
final class TraceConsumer implements ItemConsumer {

  private final Ids ids;
  private final Partitions transactionPartitions;
  private final Partitions spanPartitions;
  private final NameStore names;
  private final TraceWriteStore rows;
  private final TransactionGroupStore groups;

  TraceConsumer(
      Ids ids,
      Partitions transactionPartitions,
      Partitions spanPartitions,
      NameStore names,
      TraceWriteStore rows,
      TransactionGroupStore groups) {
    this.ids = ids;
    this.transactionPartitions = transactionPartitions;
    this.spanPartitions = spanPartitions;
    this.names = names;
    this.rows = rows;
    this.groups = groups;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.TRANSACTION, ItemType.SPAN);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    return prepare(item, ItemFilter.NONE);
  }

  @Override
  public PreparedItem prepare(IncomingItem item, ItemFilter filter)
      throws MalformedPayloadException {
    return item.header().type() == ItemType.TRANSACTION
        ? new PreparedTrace(item, List.of(transaction(item, filter)), List.of(), 0, 0)
        : spans(item);
  }

  private TransactionRow transaction(IncomingItem item, ItemFilter filter)
      throws MalformedPayloadException {
    var transaction =
        TransactionNormalizer.normalize(
            item.payload(),
            new ReceivedContext(
                item.clock(),
                item.envelopeEventId(),
                item.clientIp(),
                item.scrubIp(),
                UserAgents.NONE));
    filter.transaction(transaction.name(), transaction.release(), transaction.requestUrl());
    var json = transaction.toJson();
    return new TransactionRow(
        item,
        ids.uuidV7(item.received()),
        transaction.eventId(),
        GroupKey.of(
            item.projectId(),
            TransactionNames.group(transaction.name(), transaction.nameSource()),
            transaction.op(),
            transaction.method()),
        transaction.traceId(),
        transaction.spanId(),
        transaction.startedAt(),
        transaction.durationMicros(),
        transaction.status(),
        TransactionNames.isFailure(transaction.status()),
        transaction.release(),
        transaction.environment(),
        transaction.userKey(),
        transaction.spanCount(),
        ByteSlice.of(PackedJson.pack(json)),
        json.length);
  }

  private PreparedTrace spans(IncomingItem item) throws MalformedPayloadException {
    var spans =
        Spans.read(item.payload(), item.header().isContainer(), item.clock(), item.scrubIp());
    var transactions = new ArrayList<TransactionRow>();
    var others = new ArrayList<SpanRow>();
    for (var span : spans.spans()) {
      var id = ids.uuidV7(item.received());
      if (span.segment()) {
        transactions.add(transaction(item, id, span));
      } else {
        others.add(new SpanRow(item, id, span, pack(span)));
      }
    }
    int found = spans.spans().size() + spans.broken();
    int missing = spans.cut() ? Math.max(0, item.header().quantity() - found) : 0;
    return new PreparedTrace(item, transactions, others, spans.broken(), missing);
  }

  private static TransactionRow transaction(IncomingItem item, UUID id, Span span) {
    return new TransactionRow(
        item,
        id,
        eventId(span),
        GroupKey.of(
            item.projectId(),
            TransactionNames.group(span.name(), span.nameSource()),
            span.op(),
            span.method()),
        span.traceId(),
        span.spanId(),
        span.startedAt(),
        span.durationMicros(),
        span.status(),
        TransactionNames.isFailure(span.status()),
        span.release(),
        span.environment(),
        null,
        0,
        pack(span),
        span.json().length());
  }

  private static ByteSlice pack(Span span) {
    return ByteSlice.of(PackedJson.pack(span.json().toByteArray()));
  }

  /** The same span gives the same id, so that a repeated one is recognised like a transaction. */
  private static UUID eventId(Span span) {
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(24)
            .putLong(span.traceId().getMostSignificantBits())
            .putLong(span.traceId().getLeastSignificantBits())
            .putLong(span.spanId())
            .array());
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var transactions = new ArrayList<TransactionRow>();
    var spans = new ArrayList<SpanRow>();
    for (var prepared : batch) {
      var trace = (PreparedTrace) prepared;
      transactions.addAll(trace.transactions());
      spans.addAll(trace.spans());
      if (trace.broken() > 0) {
        outcomes.addOf(trace.item(), Outcome.INVALID, Reason.MALFORMED, "span", trace.broken());
      }
      if (trace.missing() > 0) {
        outcomes.add(trace.item(), Outcome.DROPPED, Reason.CONTAINER_TOO_LARGE, trace.missing());
      }
    }
    writeTransactions(transactions, outcomes);
    writeSpans(spans, outcomes);
  }

  private void writeTransactions(List<TransactionRow> all, OutcomeTally outcomes) {
    if (all.isEmpty()) {
      return;
    }
    transactionPartitions.ensureFor(all.stream().map(TransactionRow::received).toList());
    var fresh =
        fresh(
            all,
            rows.storedTransactions(all),
            row -> new TraceWriteStore.ClientId(row.projectId(), row.eventId()),
            TransactionRow::item,
            outcomes);
    if (fresh.isEmpty()) {
      return;
    }
    names.addNames(fresh);
    rows.copyTransactions(fresh, groups.count(fresh));
    fresh.forEach(row -> outcomes.add(row.item(), Outcome.ACCEPTED, Reason.NONE, 1));
  }

  private void writeSpans(List<SpanRow> all, OutcomeTally outcomes) {
    if (all.isEmpty()) {
      return;
    }
    spanPartitions.ensureFor(all.stream().map(SpanRow::received).toList());
    var fresh =
        fresh(all, rows.storedSpans(all), TraceWriteStore.SpanId::of, SpanRow::item, outcomes);
    if (fresh.isEmpty()) {
      return;
    }
    names.addNames(fresh);
    rows.copySpans(fresh);
    fresh.forEach(row -> outcomes.add(row.item(), Outcome.ACCEPTED, Reason.NONE, 1));
  }

  /** Rows of projects that exist, each once. */
  private <R extends NameStore.Named, K> List<R> fresh(
      Collection<R> all,
      Set<K> stored,
      Function<R, K> key,
      Function<R, IncomingItem> item,
      OutcomeTally outcomes) {
    Map<Long, NameStore.Project> projects = names.projects(all);
    var seen = new HashSet<>(stored);
    var fresh = new ArrayList<R>(all.size());
    for (var row : all) {
      if (!projects.containsKey(row.projectId())) {
        outcomes.add(item.apply(row), Outcome.DROPPED, Reason.PROJECT_DELETED, 1);
      } else if (seen.add(key.apply(row))) {
        fresh.add(row);
      } else {
        outcomes.add(item.apply(row), Outcome.DROPPED, Reason.DUPLICATE, 1);
      }
    }
    return fresh;
  }
}
