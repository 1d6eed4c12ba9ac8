package dev.fettle.app;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings that are each within their bounds and cannot all be kept: the one place that
 * looks at several of them, before anything is started. Every contradiction is told at once, with
 * the values that collide and a way out.
 *
 * <p>A value that is no number is left to the feature that declares the setting.
 */
final class SettingCombinations {

  /**
   * What the settings below are when they are not given; a test compares them with their owners.
   */
  static final Map<String, Integer> DEFAULTS =
      Map.of(
          "FETTLE_INGEST_MAX_BODY_MB", 20,
          "FETTLE_INTAKE_LOG_MAX_MB", 1024,
          "FETTLE_DATABASE_CONNECTIONS", 10,
          "FETTLE_MAX_CONNECTIONS", 2000,
          "FETTLE_ATTACHMENT_MAX_MB", 20,
          "FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB", 50,
          "GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE", 0,
          "SECURE_HSTS_SECONDS", 0);

  private static final int MIB = 1024 * 1024;
  private static final int MOST_MEMORY_MIB = 2047;

  /** A heap is shared: waiting bodies, open connections and everything else. */
  private static final int HEAP_SHARE = 3;

  /** A connection with a header that is not complete yet. */
  private static final int CONNECTION_KIB = 10;

  /** Files that the process itself keeps open: its jars, its log, the database's connections. */
  private static final int OWN_FILES = 256;

  /** Megabytes beside the heap: the JVM's own and PostgreSQL's. */
  private static final int BESIDE_HEAP_MIB = 256;

  private final Settings settings;
  private final Machine machine;
  private final int heap;

  private SettingCombinations(Settings settings, Machine machine) {
    this.settings = settings.with(Map.of()); // a copy, so that nothing is declared by this look
    this.machine = machine;
    this.heap = this.settings.heapMib();
  }

  /**
   * Returns when the settings can all be kept.
   *
   * @throws SettingsException with one line for each contradiction
   */
  static void check(Settings settings, Machine machine) {
    var combinations = new SettingCombinations(settings, machine);
    var problems = combinations.problems();
    if (!problems.isEmpty()) {
      throw new SettingsException(String.join("\n", problems));
    }
  }

  private List<String> problems() {
    return Stream.of(
            heapOnMachine(),
            memoryInHeap(),
            bodyNames(),
            bodyInMemory(),
            bodyInLog(),
            attachmentInBody(),
            attachmentInEvent(),
            clientsInHeap(),
            clientsInFiles(),
            databaseConnections(),
            kafkaParts(),
            hstsWithoutTls())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private @Nullable String heapOnMachine() {
    long room = machine.memoryMib() - (settings.has("DATABASE_URL") ? 128 : BESIDE_HEAP_MIB);
    return settings.has("FETTLE_HEAP_MB") && heap > 128 && heap > room
        ? ("FETTLE_HEAP_MB=%d does not fit: this machine (or container) has %d MiB, and the JVM beside its heap and"
                + " PostgreSQL take %d of them. Set FETTLE_HEAP_MB to %d or less, or give it more memory.")
            .formatted(heap, machine.memoryMib(), machine.memoryMib() - room, Math.max(96, room))
        : null;
  }

  private @Nullable String memoryInHeap() {
    return memory() > heap / HEAP_SHARE
        ? "FETTLE_INGEST_MEMORY_MB=%d is more than a third of the heap (FETTLE_HEAP_MB=%d). Lower it to %d, or set FETTLE_HEAP_MB to %d or more."
            .formatted(memory(), heap, heap / HEAP_SHARE, memory() * HEAP_SHARE)
        : null;
  }

  private @Nullable String bodyNames() {
    int glitchTip = number("GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE");
    return settings.has("FETTLE_INGEST_MAX_BODY_MB")
            && glitchTip > 0
            && Math.ceilDiv(glitchTip, MIB) != body()
        ? "FETTLE_INGEST_MAX_BODY_MB=%d and GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE=%d (%d MiB) name the same limit and differ. Remove one of them."
            .formatted(body(), glitchTip, Math.ceilDiv(glitchTip, MIB))
        : null;
  }

  private @Nullable String bodyInMemory() {
    int needed = body() * 3 / 2 + 1;
    return needed > memory()
        ? ("%s needs %d MiB of memory for bodies (half as much again, and 1), and FETTLE_INGEST_MEMORY_MB is %d. Lower"
                + " the limit to %d MiB, or set FETTLE_INGEST_MEMORY_MB=%d and FETTLE_HEAP_MB to %d or more.")
            .formatted(
                bodySetting(),
                needed,
                memory(),
                Math.max(1, (memory() - 1) * 2 / 3),
                needed,
                Math.max(heap, needed * HEAP_SHARE))
        : null;
  }

  private @Nullable String bodyInLog() {
    int log = number("FETTLE_INTAKE_LOG_MAX_MB");
    return !settings.has("FETTLE_KAFKA") && log < body()
        ? "FETTLE_INTAKE_LOG_MAX_MB=%d could not hold one body of %s. Set it to %d or more, or lower the limit of a body."
            .formatted(log, bodySetting(), body() * 2)
        : null;
  }

  private @Nullable String attachmentInBody() {
    int attachment = number("FETTLE_ATTACHMENT_MAX_MB");
    return settings.has("FETTLE_ATTACHMENT_MAX_MB") && attachment > body()
        ? "FETTLE_ATTACHMENT_MAX_MB=%d cannot be reached: an attachment comes in a body, and %s. Lower it to %d, or raise the limit of a body."
            .formatted(attachment, bodySetting(), body())
        : null;
  }

  private @Nullable String attachmentInEvent() {
    int attachment = number("FETTLE_ATTACHMENT_MAX_MB");
    int event = number("FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB");
    return settings.has("FETTLE_ATTACHMENT_MAX_MB") && attachment > event
        ? "FETTLE_ATTACHMENT_MAX_MB=%d cannot be reached: FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB=%d is for all of an event's attachments. Lower the first or raise the second."
            .formatted(attachment, event)
        : null;
  }

  private @Nullable String clientsInHeap() {
    int clients = number("FETTLE_MAX_CONNECTIONS");
    long needed = (long) clients * CONNECTION_KIB / 1024;
    return needed > heap / HEAP_SHARE
        ? "FETTLE_MAX_CONNECTIONS=%d may take %d MiB, more than a third of the heap (FETTLE_HEAP_MB=%d). Lower it to %d, or set FETTLE_HEAP_MB to %d or more."
            .formatted(
                clients,
                needed,
                heap,
                heap / HEAP_SHARE * 1024 / CONNECTION_KIB,
                needed * HEAP_SHARE)
        : null;
  }

  private @Nullable String clientsInFiles() {
    int clients = number("FETTLE_MAX_CONNECTIONS");
    return (long) clients + OWN_FILES > machine.openFiles()
        ? "FETTLE_MAX_CONNECTIONS=%d needs %d open files, and this process may have %d. Raise the limit (ulimit -n, or LimitNOFILE= of systemd), or lower FETTLE_MAX_CONNECTIONS to %d."
            .formatted(
                clients,
                clients + OWN_FILES,
                machine.openFiles(),
                Math.max(20, machine.openFiles() - OWN_FILES))
        : null;
  }

  private @Nullable String databaseConnections() {
    int connections = number("FETTLE_DATABASE_CONNECTIONS");
    return !settings.has("DATABASE_URL") && connections > machine.embeddedConnections()
        ? "FETTLE_DATABASE_CONNECTIONS=%d is more than the embedded PostgreSQL gives the product (%d). Lower it, or use an external PostgreSQL (DATABASE_URL)."
            .formatted(connections, machine.embeddedConnections())
        : null;
  }

  private @Nullable String kafkaParts() {
    if (settings.has("FETTLE_KAFKA")) {
      return null;
    }
    return Stream.of("TOPIC", "PARTITIONS", "REPLICATION", "PROPERTIES")
        .map(part -> "FETTLE_KAFKA_" + part)
        .filter(settings::has)
        .findFirst()
        .map(name ->
            "%s is set and FETTLE_KAFKA is not, so the intake log would be files in the data folder. Set FETTLE_KAFKA to the brokers, or remove %s."
                .formatted(name, name))
        .orElse(null);
  }

  private @Nullable String hstsWithoutTls() {
    int seconds = number("SECURE_HSTS_SECONDS");
    var domain = publicUrl();
    return seconds > 0 && domain != null && domain.startsWith("http://")
        ? "SECURE_HSTS_SECONDS=%d tells browsers to insist on https, and GLITCHTIP_DOMAIN is %s. Make the domain https, or remove SECURE_HSTS_SECONDS."
            .formatted(seconds, domain)
        : null;
  }

  private @Nullable String publicUrl() {
    try {
      return settings.publicUrl();
    } catch (SettingsException e) {
      return null; // its owner refuses it
    }
  }

  private int memory() {
    return number("FETTLE_INGEST_MEMORY_MB", Math.min(heap / 4, MOST_MEMORY_MIB));
  }

  private int body() {
    int glitchTip = number("GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE");
    return !settings.has("FETTLE_INGEST_MAX_BODY_MB") && glitchTip > 0
        ? Math.ceilDiv(glitchTip, MIB)
        : number("FETTLE_INGEST_MAX_BODY_MB");
  }

  private String bodySetting() {
    int glitchTip = number("GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE");
    return !settings.has("FETTLE_INGEST_MAX_BODY_MB") && glitchTip > 0
        ? "GLITCHTIP_MAX_UNZIPPED_PAYLOAD_SIZE=" + glitchTip
        : "FETTLE_INGEST_MAX_BODY_MB=" + body();
  }

  private int number(String name) {
    return number(name, Objects.requireNonNull(DEFAULTS.get(name), name));
  }

  private int number(String name, int fallback) {
    try {
      return settings.integer(name, fallback, Integer.MIN_VALUE, Integer.MAX_VALUE, "");
    } catch (SettingsException e) {
      return fallback; // its owner refuses it with its own bounds
    }
  }
}
