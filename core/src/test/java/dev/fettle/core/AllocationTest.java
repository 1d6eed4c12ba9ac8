package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.event.TransactionNormalizer;
import dev.fettle.core.grouping.Grouping;
import dev.fettle.core.log.LogRecords;
import dev.fettle.core.log.Metrics;
import dev.fettle.core.otlp.OtlpLogs;
import dev.fettle.core.otlp.OtlpTraces;
import dev.fettle.core.otlp.TooManyEntriesException;
import dev.fettle.core.scrub.Scrubber;
import dev.fettle.core.security.ReportSource;
import dev.fettle.core.security.SecurityReports;
import dev.fettle.core.trace.Spans;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is made of an item takes memory in proportion to the item, whatever is in it: everything
 * that is allocated on the way, most of it garbage at once, is at most {@value #FACTOR} bytes a
 * byte.
 */
class AllocationTest {

  private static final long FACTOR = 120;
  private static final long FREE_BYTES = 2 * 1024 * 1024;
  private static final long OTLP_BYTES = 8L * 8 * 1024 * 1024;
  private static final int SIZE = 150_000;
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ReceivedContext CONTEXT =
      new ReceivedContext(NOW, new UUID(1, 2), "203.0.113.9", true);
  private static final Scrubber SCRUBBER = new Scrubber(true, List.of("x"), List.of(), true);

  @FunctionalInterface
  private interface Reader {
    void read(ByteSlice payload) throws Exception;
  }

  private static Map<String, Reader> readers() {
    var readers = new LinkedHashMap<String, Reader>();
    readers.put(
        "event",
        json -> {
          var event = EventNormalizer.normalize(json, CONTEXT);
          Grouping.of(event);
          event.toJson();
        });
    readers.put("transaction", json -> TransactionNormalizer.normalize(json, CONTEXT).toJson());
    readers.put("logs", json -> LogRecords.read(json, ClientClock.of(NOW), true));
    readers.put("metrics", json -> Metrics.read(json, ClientClock.of(NOW), true));
    readers.put("spans", json -> Spans.read(json, true, ClientClock.of(NOW), true));
    readers.put(
        "reports", json -> SecurityReports.events(json, new ReportSource(null, null, null, NOW)));
    readers.put("scrub", json -> SCRUBBER.scrub(json, bytes -> {}));
    readers.put("OTLP logs", json -> OtlpLogs.fromJson(json, NOW));
    readers.put("OTLP traces", OtlpTraces::fromJson);
    readers.put("OTLP logs in protobuf", bytes -> OtlpLogs.fromProtobuf(bytes, NOW));
    readers.put("OTLP traces in protobuf", OtlpTraces::fromProtobuf);
    return readers;
  }

  private static String times(String piece, int size) {
    return piece.repeat(size / piece.length());
  }

  private static Map<String, String> documents(int size) {
    var bombs = new LinkedHashMap<String, String>();
    bombs.put(
        "a large parameter named often",
        "{\"logentry\":{\"message\":\"%s\",\"params\":{\"a\":\"%s\"}}}"
            .formatted("{a}".repeat(2_700), times("A", size)));
    bombs.put(
        "a tree as parameter, named often",
        "{\"logentry\":{\"message\":\"%s\",\"params\":{\"a\":[%s1]}}}"
            .formatted("{a}".repeat(2_700), times("1,", size)));
    bombs.put("one text", "{\"message\":\"%s\"}".formatted(times("x", size)));
    bombs.put("one wide text", "{\"message\":\"%s\u20ac\"}".formatted(times("x", size)));
    bombs.put("control characters", "{\"extra\":{\"a\":\"%s\"}}".formatted(times("\u0001", size)));
    bombs.put("empty objects", "{\"extra\":{\"a\":[%s{}]}}".formatted(times("{},", size)));
    bombs.put("small objects", "{\"extra\":{\"a\":[%s{}]}}".formatted(times("{\"a\":1},", size)));
    bombs.put("secret numbers", "{\"token\":[%s1]}".formatted(times("1,", size)));
    bombs.put("bad exceptions", "{\"exception\":[%s1]}".formatted(times("[[1,2]],", size)));
    bombs.put(
        "thrown trees",
        "{\"exception\":[%s1]}".formatted(times("{\"type\":\"a\",\"value\":[1,2]},", size)));
    bombs.put(
        "bad values of 50 fields",
        "{\"tags\":%s,\"user\":%1$s,\"level\":%1$s,\"release\":%1$s}"
            .formatted("[" + times("[1],", size / 5) + "1]"));
    bombs.put("items", "{\"items\":[%s{}]}".formatted(times("{\"body\":\"x\"},", size)));
    bombs.put(
        "items with attributes",
        "{\"items\":[%s{}]}"
            .formatted(times("{\"body\":\"x\",\"attributes\":{\"a\":1,\"b\":[1]}},", size)));
    bombs.put(
        "spans",
        "{\"items\":[%s{}]}"
            .formatted(
                times(
                    "{\"trace_id\":\"0123456789abcdef0123456789abcdef\",\"span_id\":\"0123456789abcdef\"},",
                    size)));
    bombs.put(
        "frames",
        "{\"exception\":{\"values\":[{\"type\":\"a\",\"stacktrace\":{\"frames\":[%s{}]}}]}}"
            .formatted(times("{\"function\":\"a [as b\",\"vars\":{}},", size)));
    bombs.put("numbers in a message", "{\"message\":\"IN (%s)\"}".formatted(times("1,", size)));
    bombs.put("reports", "[%s{}]".formatted(times("{\"type\":\"a\",\"body\":{}},", size)));
    bombs.put(
        "scopes of a rich resource",
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[%s]},\"scopeLogs\":[%s{}]}]}"
            .formatted(
                times("{\"key\":\"a\",\"value\":{\"stringValue\":\"b\"}},", 10_000) + "{}",
                times("{\"logRecords\":[]},", size)));
    bombs.put(
        "records of a rich resource",
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"%s\"}}]},\"scopeLogs\":[{\"logRecords\":[%s{}]}]}]}"
            .formatted("x".repeat(15_000), times("{},", 30_000)));
    bombs.put("nothing but zeros", times("\0", size));
    bombs.put("depth", times("{\"a\":", size));
    bombs.put("lists in lists", times("[", size));
    return bombs;
  }

  static Stream<String> names() {
    return documents(10).keySet().stream();
  }

  private static long allocated(Reader reader, ByteSlice payload) throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      reader.read(payload);
    } catch (MalformedPayloadException | TooManyEntriesException refused) {
      // that is an answer too
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_in_proportion_to_the_item(String name) throws Exception {
    var text = documents(SIZE).getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
    var illFormed = Arrays.copyOf(text, text.length);
    illFormed[text.length / 2] = (byte) 0xFF;
    for (var reader : readers().entrySet()) {
      for (var bytes : List.of(text, illFormed)) {
        long allocated = allocated(reader.getValue(), ByteSlice.of(bytes));

        // what a resource says is repeated in each entry, so there the bound is one of the result
        long free = reader.getKey().startsWith("OTLP") ? FREE_BYTES + OTLP_BYTES : FREE_BYTES;
        assertThat(allocated)
            .as("%s of %s, %d bytes", reader.getKey(), name, bytes.length)
            .isLessThan(free + FACTOR * bytes.length);
      }
    }
  }
}
