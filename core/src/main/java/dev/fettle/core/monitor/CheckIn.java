package dev.fettle.core.monitor;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonFields;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@code check_in} item (sdk-wire 8.5).
 *
 * @param id the same in all check-ins of one run; null when the client does not tell runs apart
 * @param slug lower case; letters, digits, {@code -} and {@code _}
 * @param environment {@code production} when the client does not say
 * @param durationMillis how long the run took
 * @param config when the job is expected, if the client says so
 */
public record CheckIn(
    @Nullable UUID id,
    String slug,
    Status status,
    String environment,
    @Nullable Long durationMillis,
    @Nullable String release,
    @Nullable UUID traceId,
    @Nullable MonitorConfig config) {
  private static final String DEFAULT_ENVIRONMENT = "production";
  private static final int MAX_SLUG = 100;
  private static final int MAX_TEXT = 255;
  private static final double MAX_SECONDS = 366 * 24 * 3600.0;

  /** How a run is going. */
  public enum Status {
    IN_PROGRESS,
    OK,
    ERROR;

    /** As clients write it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Status of(@Nullable String word) {
      return switch (word == null ? "" : word) {
        case "in_progress" -> IN_PROGRESS;
        case "ok" -> OK;
        case "error" -> ERROR;
        default -> null;
      };
    }
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedPayloadException when it is no object, or says no job or no status
   */
  public static CheckIn read(ByteSlice payload) throws MalformedPayloadException {
    var json = new JsonFields(LenientJson.readObject(payload, JsonLimits.SMALL));
    var slug = slug(json.text("monitor_slug", MAX_SLUG));
    var status = Status.of(json.text("status", MAX_TEXT));
    if (slug.isEmpty() || status == null) {
      throw new MalformedPayloadException("a check-in needs monitor_slug and a known status");
    }
    var environment = json.text("environment", MAX_TEXT);
    var seconds = json.number("duration");
    return new CheckIn(
        json.uuid("check_in_id"),
        slug,
        status,
        environment == null ? DEFAULT_ENVIRONMENT : environment,
        seconds == null || seconds < 0 || seconds > MAX_SECONDS
            ? null
            : (Long) Math.round(seconds * 1000),
        json.text("release", MAX_TEXT),
        json.object("contexts").object("trace").uuid("trace_id"),
        MonitorConfig.read(json.object("monitor_config")));
  }

  private static String slug(@Nullable String text) {
    var slug = new StringBuilder();
    for (char unit : text == null ? new char[0] : text.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain =
          (unit >= 'a' && unit <= 'z')
              || (unit >= '0' && unit <= '9')
              || unit == '-'
              || unit == '_';
      slug.append(plain ? unit : '-');
    }
    return slug.toString();
  }
}
