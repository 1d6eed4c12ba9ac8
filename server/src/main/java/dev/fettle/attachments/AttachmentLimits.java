package dev.fettle.attachments;

import dev.fettle.platform.config.Settings;
import java.time.Duration;

/**
 * What is kept of attachments.
 *
 * @param itemBytes the largest file
 * @param eventBytes all files of one event
 * @param retention how long
 */
record AttachmentLimits(long itemBytes, long eventBytes, Duration retention) {

  private static final long MIB = 1024 * 1024;

  /** More files of one event than anybody attaches on purpose. */
  static final int MOST_PER_EVENT = 100;

  static AttachmentLimits from(Settings settings) {
    int item =
        settings.integer(
            "FETTLE_ATTACHMENT_MAX_MB", 20, 0, 200, "Largest attachment that is kept, in MiB.");
    int event =
        settings.integer(
            "FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB",
            50,
            0,
            2000,
            "Attachments of one event that are kept, all together, in MiB.");
    int days =
        settings.integer(
            "GLITCHTIP_MAX_FILE_LIFE_DAYS", 90, 1, 3650, "Days that attachments are kept.");
    return new AttachmentLimits(item * MIB, event * MIB, Duration.ofDays(days));
  }
}
