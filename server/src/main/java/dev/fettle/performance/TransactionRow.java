package dev.fettle.performance;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.IncomingItem;
import dev.fettle.projects.NameStore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it will be written.
 *
 * @param id UUIDv7 of the time of receipt
 * @param failed whether it counts as a failure of its group
 * @param payload zstd of the JSON
 * @param payloadSize bytes of the JSON
 */
record TransactionRow(
    IncomingItem item,
    UUID id,
    UUID eventId,
    GroupKey group,
    @Nullable UUID traceId,
    @Nullable Long spanId,
    Instant startedAt,
    long durationMicros,
    @Nullable String status,
    boolean failed,
    @Nullable String release,
    @Nullable String environment,
    @Nullable String userKey,
    int spanCount,
    ByteSlice payload,
    int payloadSize)
    implements NameStore.Named {}
