package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemHeader;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.testkit.TestServer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every consumer makes of an item takes memory in proportion to the item, whatever is in it:
 * everything that is allocated on the way, most of it garbage at once, is at most {@value #FACTOR}
 * bytes a byte. The digest has one large item in hand at a time, so the heap is large enough for
 * the largest.
 */
class PrepareAllocationTest {

  private static final long FACTOR = 120;
  private static final long FREE_BYTES = 2 * 1024 * 1024;
  private static final int SIZE = 150_000;
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private static String list(String start, String piece, int size, String end) {
    return start + (piece + ",").repeat(size / (piece.length() + 1)) + piece + end;
  }

  private static String names(int size) {
    var text = new StringBuilder("{\"extra\":{");
    for (int n = 0; text.length() < size; n++) {
      text.append('"').append(n).append("\":1,");
    }
    return text.append("\"z\":1}}").toString();
  }

  private static Map<String, String> documents(int size) {
    var bombs = new LinkedHashMap<String, String>();
    bombs.put("one text", "{\"message\":\"%s\"}".formatted("x".repeat(size)));
    bombs.put("one wide text", "{\"message\":\"%s€\"}".formatted("x".repeat(size)));
    bombs.put("names", names(size));
    bombs.put("empty objects", list("{\"extra\":{\"a\":[", "{}", size, "]}}"));
    bombs.put("small objects", list("{\"contexts\":{\"a\":[", "{\"a\":1}", size, "]}}"));
    bombs.put("tags", list("{\"tags\":[", "[\"a\",\"b\"]", size, "]}"));
    bombs.put("thrown trees", list("{\"exception\":[", "{\"value\":[1,[2]]}", size, "]}"));
    bombs.put("numbers", "{\"message\":\"IN (%s)\"}".formatted("1,".repeat(size / 2)));
    bombs.put("breadcrumbs", list("{\"breadcrumbs\":[", "{\"message\":\"a\"}", size, "]}"));
    bombs.put(
        "frames",
        list(
            "{\"exception\":{\"values\":[{\"type\":\"A\",\"stacktrace\":{\"frames\":[",
            "{\"function\":\"a [as b\",\"lineno\":1}",
            size,
            "]}}]}}"));
    bombs.put(
        "spans of a transaction",
        list(
            "{\"type\":\"transaction\",\"transaction\":\"t\",\"start_timestamp\":1,\"timestamp\":2,\"contexts\":{\"trace\":{\"trace_id\":\"0123456789abcdef0123456789abcdef\",\"span_id\":\"0123456789abcdef\"}},\"spans\":[",
            "{\"span_id\":\"0123456789abcdef\",\"trace_id\":\"0123456789abcdef0123456789abcdef\",\"start_timestamp\":1,\"timestamp\":2}",
            size,
            "]}"));
    bombs.put(
        "spans",
        list(
            "{\"version\":2,\"items\":[",
            "{\"trace_id\":\"0123456789abcdef0123456789abcdef\",\"span_id\":\"0123456789abcdef\",\"start_timestamp\":1,\"end_timestamp\":2}",
            size,
            "]}"));
    bombs.put("logs", list("{\"items\":[", "{\"body\":\"x\"}", size, "]}"));
    bombs.put(
        "rich logs",
        list(
            "{\"items\":[",
            "{\"body\":\"x\",\"level\":\"info\",\"timestamp\":1,\"attributes\":{\"a\":{\"value\":1,\"type\":\"integer\"}}}",
            size,
            "]}"));
    bombs.put(
        "metrics",
        list(
            "{\"items\":[",
            "{\"name\":\"m\",\"type\":\"counter\",\"value\":1,\"timestamp\":1764150000}",
            size,
            "]}"));
    bombs.put(
        "sessions",
        list(
            "{\"attrs\":{\"release\":\"a\"},\"aggregates\":[",
            "{\"started\":\"2026-11-23T08:00:00Z\",\"exited\":1}",
            size,
            "]}"));
    bombs.put("reports", list("[", "{\"type\":\"csp-violation\",\"body\":{\"a\":1}}", size, "]"));
    bombs.put("comments", "{\"event_id\":1,\"comments\":\"%s\"}".formatted("€".repeat(size / 3)));
    bombs.put("depth", "{\"a\":".repeat(size / 5));
    bombs.put("lists in lists", "[".repeat(size));
    return bombs;
  }

  static Stream<String> documents() {
    return documents(10).keySet().stream();
  }

  private static IncomingItem item(ItemType type, String document) {
    var payload = ByteSlice.of(document.getBytes(StandardCharsets.UTF_8));
    var contentType = "application/vnd.sentry.items.%s+json".formatted(type.wireName());
    var header = new ItemHeader(type, type.wireName(), null, contentType, null, null, null);
    return new IncomingItem(
        1, 2, new UUID(1, 2), header, payload, NOW, NOW, "203.0.113.9", "curl/8", true);
  }

  private static long allocated(ItemConsumer consumer, IncomingItem item) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      consumer.prepare(item);
    } catch (MalformedPayloadException refused) {
      // that is an answer too
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void is_in_proportion_to_the_item(String name) {
    var consumers = TestServer.shared().beans(ItemConsumer.class);
    assertThat(consumers).hasSizeGreaterThanOrEqualTo(8);
    for (var consumer : consumers) {
      for (var type : consumer.types()) {
        int size = Math.min(SIZE, type.maxStoredBytes() - 1_000);
        var item = item(type, documents(size).getOrDefault(name, ""));
        long allocated = allocated(consumer, item);
        assertThat(allocated)
            .as("%s of %s, %d bytes", type, name, item.payload().length())
            .isLessThan(FREE_BYTES + FACTOR * item.payload().length());
      }
    }
  }
}
