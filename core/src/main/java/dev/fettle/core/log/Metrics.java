package dev.fettle.core.log;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.Entries;
import dev.fettle.core.JsonFields;
import dev.fettle.core.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of a {@code trace_metric} item (sdk-wire 8.6).
 *
 * @param metrics those that can be kept
 * @param broken how many have no name, no value of a sane size or no type that is known
 * @param cut see {@link Entries#cut}
 */
public record Metrics(List<Metric> metrics, int broken, boolean cut) {
  private static final int MAX_NAME = 200;
  private static final int MAX_UNIT = 64;

  /** Sums of larger values would leave what a double can hold. */
  private static final double MAX_VALUE = 1e290;

  public Metrics {
    metrics = List.copyOf(metrics);
  }

  /**
   * Reads an item.
   *
   * @param scrubIp whether addresses are shortened
   * @throws MalformedPayloadException when the bytes are no JSON object or list
   */
  public static Metrics read(ByteSlice payload, ClientClock clock, boolean scrubIp)
      throws MalformedPayloadException {
    var entries = Entries.read(payload);
    var metrics = new ArrayList<Metric>(entries.objects().size());
    for (var entry : entries.objects()) {
      var name = entry.text("name", MAX_NAME);
      var type = type(entry);
      var value = entry.number("value");
      if (name != null && type != null && value != null && Math.abs(value) <= MAX_VALUE) {
        var unit = entry.text("unit", MAX_UNIT);
        metrics.add(
            new Metric(
                clock.credible(entry.time("timestamp")),
                name,
                type,
                unit == null ? "" : unit,
                value,
                Origin.read(entry, scrubIp)));
      }
    }
    int broken = entries.broken() + entries.objects().size() - metrics.size();
    return new Metrics(metrics, broken, entries.cut());
  }

  private static Metric.@Nullable Type type(JsonFields entry) {
    var type = entry.text("type", MAX_UNIT);
    return switch (type == null ? "" : type) {
      case "counter" -> Metric.Type.COUNTER;
      case "gauge" -> Metric.Type.GAUGE;
      case "distribution" -> Metric.Type.DISTRIBUTION;
      default -> null;
    };
  }
}
