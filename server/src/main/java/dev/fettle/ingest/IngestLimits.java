package dev.fettle.ingest;

import dev.fettle.platform.config.Settings;
import java.nio.file.Path;

/**
 * What one request and all requests together may take.
 *
 * @param bodyBytes a decoded body
 * @param storeBytes a decoded body of the legacy store endpoint: one event
 * @param memoryBytes all bodies that are in memory at the same time
 * @param logBytes what may wait in the intake log for the digest
 * @param idleMillis how long a client may send nothing in the middle of a request
 * @param connections of clients and browsers at the same time
 * @param connectionsPerAddress of those, from one address that is no trusted proxy; 0: as many
 * @param spoolBytes of bodies that wait on disk
 * @param diskFloorBytes what the disk keeps free of them
 * @param spool the folder for bodies that are too large for memory
 */
public record IngestLimits(
    int bodyBytes,
    int storeBytes,
    int memoryBytes,
    long logBytes,
    int idleMillis,
    int connections,
    int connectionsPerAddress,
    long spoolBytes,
    long diskFloorBytes,
    Path spool) {

  private static final int MIB = 1024 * 1024;
  private static final int MOST_BODY_MIB = 200;

  /** As bytes this is still an {@code int}. */
  private static final int MOST_MEMORY_MIB = 2047;

  static IngestLimits from(Settings settings, Path spool) {
    int glitchTipBytes =
        settings.integer(
            "GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE",
            0,
            0,
            MOST_BODY_MIB * MIB,
            "GlitchTip's name for FETTLE_INGEST_MAX_BODY_MB, in bytes, rounded up to MiB; 0: not used.");
    int bodyMib =
        settings.integer(
            "FETTLE_INGEST_MAX_BODY_MB",
            glitchTipBytes == 0 ? 20 : Math.ceilDiv(glitchTipBytes, MIB),
            1,
            MOST_BODY_MIB,
            "Largest request body at the intake, decoded, in MiB.");
    int memoryMib =
        settings.integer(
            "FETTLE_INGEST_MEMORY_MB",
            Math.min(settings.heapMib() / 4, MOST_MEMORY_MIB),
            2,
            MOST_MEMORY_MIB,
            "Memory for all request bodies being received, in MiB; unset: a quarter of FETTLE_HEAP_MB.");
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
    int spoolMib =
        settings.integer(
            "FETTLE_SPOOL_MAX_MB",
            1024,
            2,
            1024 * 1024,
            "Disk for large request bodies until they are whole, in MiB, half of it for one project; when it is used up, clients get 429. At least two of the largest.");
    int floorMib =
        settings.integer(
            "FETTLE_DISK_FLOOR_MB",
            256,
            0,
            1024 * 1024,
            "What large request bodies leave free on the disk of the data folder, in MiB; a quarter of it is left for the database by all events, which are answered 429 then.");
    int connections =
        settings.integer(
            "FETTLE_MAX_CONNECTIONS",
            2_000,
            20,
            100_000,
            "Connections of clients and browsers at the same time; more wait until one ends.");
    int connectionsPerAddress =
        settings.integer(
            "FETTLE_MAX_CONNECTIONS_PER_ADDRESS",
            Math.max(10, connections / 4),
            0,
            100_000,
            "Connections from one address (an IPv6 network of 64 bits) at the same time; more are closed. Not for trusted proxies; 0: no limit.");
    return new IngestLimits(
        bodyMib * MIB,
        MIB,
        memoryMib * MIB,
        (long) logMib * MIB,
        idleSeconds * 1000,
        connections,
        connectionsPerAddress,
        (long) Math.max(spoolMib, 2 * bodyMib) * MIB,
        (long) floorMib * MIB,
        spool);
  }
}
