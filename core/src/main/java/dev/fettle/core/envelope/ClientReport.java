package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client threw away itself (sdk-wire 8.7).
 *
 * @param discarded well-formed entries, at most {@value #MAX_ENTRIES}
 */
public record ClientReport(List<Discarded> discarded) {
  static final int MAX_ENTRIES = 100;
  static final long MAX_QUANTITY = 1_000_000_000;
  private static final int MAX_NAME = 64;

  public ClientReport {
    discarded = List.copyOf(discarded);
  }

  /**
   * One line of a report.
   *
   * @param reason for instance {@code ratelimit_backoff}
   * @param category for instance {@code error}
   * @param quantity how many, 1 to a billion
   */
  public record Discarded(String reason, String category, long quantity) {}

  /** Reads a {@code client_report} payload. Entries that are no entries are left out. */
  public static ClientReport parse(ByteSlice payload) throws MalformedPayloadException {
    JsonNode entries = LenientJson.readObject(payload, JsonLimits.SMALL).get("discarded_events");
    List<Discarded> discarded = new ArrayList<>();
    if (entries != null && entries.isArray()) {
      for (JsonNode entry : entries) {
        Discarded line = discarded(entry);
        if (line != null && discarded.size() < MAX_ENTRIES) {
          discarded.add(line);
        }
      }
    }
    return new ClientReport(discarded);
  }

  private static @Nullable Discarded discarded(JsonNode entry) {
    String reason = name(entry.get("reason"));
    String category = name(entry.get("category"));
    JsonNode quantity = entry.get("quantity");
    if (reason == null || category == null || quantity == null || !quantity.isNumber()) {
      return null;
    }
    double amount = quantity.doubleValue();
    return amount < 1
        ? null
        : new Discarded(reason, category, (long) Math.min(amount, MAX_QUANTITY));
  }

  private static @Nullable String name(@Nullable JsonNode value) {
    return value == null || !value.isString() || value.stringValue().isBlank()
        ? null
        : Texts.cut(value.stringValue().strip(), MAX_NAME);
  }
}
