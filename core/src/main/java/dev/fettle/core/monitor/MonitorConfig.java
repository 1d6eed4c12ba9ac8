package dev.fettle.core.monitor;

import dev.fettle.core.JsonFields;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a job is expected, as its code says it (sdk-wire 8.5).
 *
 * @param type {@code crontab} or {@code interval}
 * @param schedule a crontab line, or the number of units
 * @param unit of an interval: {@code minute} to {@code year}; null for a crontab
 * @param marginMinutes how late it may be
 * @param maxRuntimeMinutes how long it may run
 * @param failureThreshold failures in a row that make an issue
 * @param recoveryThreshold successes in a row that resolve it
 */
public record MonitorConfig(
    String type,
    String schedule,
    @Nullable String unit,
    @Nullable String timezone,
    @Nullable Integer marginMinutes,
    @Nullable Integer maxRuntimeMinutes,
    @Nullable Integer failureThreshold,
    @Nullable Integer recoveryThreshold) {
  private static final Set<String> UNITS = Set.of("minute", "hour", "day", "week", "month", "year");
  private static final int MAX_TEXT = 255;
  private static final int YEAR_OF_MINUTES = 366 * 24 * 60;

  /** Reads {@code monitor_config}; null when it has no schedule that can be understood. */
  static @Nullable MonitorConfig read(JsonFields config) {
    var schedule = config.object("schedule");
    var type = schedule.text("type", MAX_TEXT);
    var value = schedule.text("value", MAX_TEXT);
    if (type == null || value == null) {
      return null;
    }
    String unit = null;
    if (type.equals("interval")) {
      unit = unit(schedule.text("unit", MAX_TEXT));
      var units = schedule.integer("value", 1, YEAR_OF_MINUTES);
      if (unit == null || units == null) {
        return null;
      }
      value = Long.toString(units);
    } else if (!type.equals("crontab")) {
      return null;
    }
    return new MonitorConfig(
        type,
        value,
        unit,
        config.text("timezone", MAX_TEXT),
        number(config, "checkin_margin"),
        number(config, "max_runtime"),
        number(config, "failure_issue_threshold"),
        number(config, "recovery_threshold"));
  }

  private static @Nullable String unit(@Nullable String word) {
    var unit = word == null ? "" : word.toLowerCase(Locale.ROOT);
    var singular = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    return UNITS.contains(singular) ? singular : null;
  }

  private static @Nullable Integer number(JsonFields config, String field) {
    var number = config.integer(field, 0, YEAR_OF_MINUTES);
    return number == null ? null : (Integer) number.intValue();
  }
}
