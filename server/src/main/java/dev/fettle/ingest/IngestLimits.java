package dev.fettle.ingest;

import dev.fettle.platform.config.Settings;

/**
 * What one request and all requests together may take.
 *
 * @param bodyBytes a decoded body
 * @param storeBytes a decoded body of the legacy store endpoint: one event
 * @param memoryBytes all bodies that are in memory at the same time
 * @param logBytes what may wait in the intake log for the digest
 * @param idleMillis how long a client may send nothing in the middle of a request
 */
record IngestLimits(int bodyBytes, int storeBytes, int memoryBytes, long logBytes, int idleMillis) {

  private static final int MIB = 1024 * 1024;

  static IngestLimits from(Settings settings) {
    int bodyMib =
        settings.integer(
            "FETTLE_INGEST_MAX_BODY_MB",
            20,
            1,
            200,
            "Largest request body at the intake, decoded, in MiB.");
    int memoryMib =
        settings.integer(
            "FETTLE_INGEST_MEMORY_MB",
            32,
            2,
            4096,
            "Memory for all request bodies being received, in MiB.");
    int logMib =
        settings.integer(
            "FETTLE_INTAKE_LOG_MAX_MB",
            1024,
            16,
            1024 * 1024,
            "Disk for acknowledged requests that are not digested yet, in MiB; when it is used up, clients get 429.");
    int idleSeconds =
        settings.integer(
            "FETTLE_INGEST_IDLE_SECONDS",
            30,
            1,
            600,
            "How long a client may pause in the middle of a request.");
    return new IngestLimits(
        bodyMib * MIB,
        Math.min(bodyMib, 5) * MIB,
        Math.max(memoryMib, bodyMib * 3 / 2 + 1) * MIB,
        (long) logMib * MIB,
        idleSeconds * 1000);
  }
}
