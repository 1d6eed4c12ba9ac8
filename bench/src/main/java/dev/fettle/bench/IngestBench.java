package dev.fettle.bench;

import static dev.fettle.bench.Report.text;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One mix against one server, then the comparison of what is stored with what was acknowledged.
 * From cold: as fast as the server digests, from its first second on, calm at 50 % of that, burst.
 * Warm: warm-up, ramp to the knee, soak at 80 % of it, calm at 50 %, burst.
 *
 * <p>From cold, what is acknowledged and not digested stays within a bound of some hundred
 * milliseconds' worth, so that as many events are accepted as are digested: the highest rate that
 * can go on for ever, with what accepting them costs.
 *
 * <p>Warm, a server keeps up with a rate when it acknowledges everything in time and has digested
 * it all within a tenth of the step's length after its end.
 */
final class IngestBench {

  private static final double DRAIN_SHARE = 0.1;
  private static final double LATE_SHARE = 1.05;

  /** What may be undigested from cold, in bytes of payload. */
  private static final int PACED_BYTES = 12_000_000;

  /** How long each phase is; from cold there are two soaks and no warm-up and steps. */
  record Lengths(
      boolean warm,
      Duration warmUp,
      Duration step,
      int refinements,
      Duration soak,
      Duration calm,
      int burst) {

    static Lengths of(boolean warm, boolean quick, int soakSeconds) {
      var usual = usual(warm, quick);
      return soakSeconds == 0
          ? usual
          : new Lengths(
              warm,
              usual.warmUp,
              usual.step,
              usual.refinements,
              Duration.ofSeconds(soakSeconds),
              usual.calm,
              usual.burst);
    }

    private static Lengths usual(boolean warm, boolean quick) {
      return quick
          ? new Lengths(
              warm,
              Duration.ofSeconds(8),
              Duration.ofSeconds(5),
              1,
              Duration.ofSeconds(warm ? 15 : 20),
              Duration.ofSeconds(10),
              5_000)
          : new Lengths(
              warm,
              Duration.ofSeconds(30),
              Duration.ofSeconds(10),
              2,
              Duration.ofSeconds(60),
              Duration.ofSeconds(30),
              20_000);
    }
  }

  /** What can be seen of a product of our own; absent for another server. */
  record Inside(Database database, Processes processes) {}

  private final Mix mix;
  private final Lengths lengths;
  private final Generator generator;
  private final Backlog backlog;
  private final Report report;
  private final @Nullable Inside inside;
  private final @Nullable VisibleProbe probe;
  private final EventIds ids;
  private double bestDrained;

  IngestBench(
      Mix mix,
      Lengths lengths,
      Generator generator,
      Backlog backlog,
      Report report,
      EventIds ids,
      @Nullable Inside inside,
      @Nullable VisibleProbe probe) {
    this.mix = mix;
    this.lengths = lengths;
    this.generator = generator;
    this.backlog = backlog;
    this.report = report;
    this.ids = ids;
    this.inside = inside;
    this.probe = probe;
  }

  void run() throws IOException, SQLException, InterruptedException {
    var diskBefore = inside == null ? null : inside.database().disk();
    double half = lengths.warm() ? warm() : cold();
    if (half == 0) {
      return;
    }
    calm(half);
    burst();
    if (inside != null && diskBefore != null) {
      disk(inside.database(), diskBefore);
      compare(inside.database());
    }
  }

  /** Half of what the server digests in the second soak, per second. */
  private double cold() throws IOException, SQLException, InterruptedException {
    paced("first", "");
    var before = inside == null ? null : inside.processes().cpu();
    long acknowledged = generator.acknowledged();
    double rate =
        paced(
            "second",
            switch (mix) {
              case SMALL -> "≥ 6000 /s";
              case LARGE -> "≥ 1500 /s";
              case STORM, WIDE -> "";
            });
    cpu(before, acknowledged);
    backlog.drain(generator.acknowledged());
    return rate / 2;
  }

  /** Sends as fast as the server digests; events digested per second. */
  private double paced(String name, String bar)
      throws IOException, SQLException, InterruptedException {
    long window = PACED_BYTES / mix.payloadBytes();
    long sent = generator.acknowledged();
    long before = backlog.digested();
    long start = System.nanoTime();
    try (var watch = new BacklogWatch(backlog)) {
      var result =
          generator.run(
              new Schedule.Paced(start, lengths.soak(), () -> watch.digested() - sent + window));
      double rate = (backlog.digested() - before) / ((System.nanoTime() - start) / 1e9);
      report.add(
          text("digested in the %s %d s", name, lengths.soak().toSeconds()),
          text("%.0f events/s, refused %d, broken %d", rate, result.refused(), result.broken()),
          bar);
      return rate;
    }
  }

  /** Half of the knee in events per second, 0 when there is none. */
  private double warm() throws IOException, SQLException, InterruptedException {
    step("warm-up", mix.firstRate() / 2, lengths.warmUp());
    double knee =
        new Ramp(rate -> step("ramp", rate, lengths.step()), lengths.refinements())
            .search(mix.firstRate());
    report.add(
        "knee, acknowledged and drained",
        text("%.0f events/s (step of %.0f/s)", bestDrained, knee),
        switch (mix) {
          case SMALL -> "≥ 3000 /s";
          case LARGE -> "≥ 800 /s";
          case STORM, WIDE -> "";
        });
    if (knee > 0) {
      soak(knee * 0.8);
    }
    return knee * 0.5;
  }

  private boolean step(String name, double rate, Duration length)
      throws IOException, SQLException, InterruptedException {
    var result = generator.run(Schedule.constant(System.nanoTime(), rate, length));
    double drain = backlog.drain(generator.acknowledged() + probeCount());
    boolean keptUp =
        result.refused() == 0
            && result.broken() == 0
            && result.seconds() <= length.toMillis() / 1e3 * LATE_SHARE
            && drain <= length.toMillis() / 1e3 * DRAIN_SHARE;
    Report.say(
        text(
            "  %-8s %7.0f/s  acknowledged %d/%d  refused %d  broken %d  p50 %.1f ms  p99 %.1f ms  drained after %.2f s%s",
            name,
            rate,
            result.acknowledged(),
            result.sent(),
            result.refused(),
            result.broken(),
            result.latencies().millisAt(500),
            result.latencies().millisAt(990),
            drain,
            keptUp ? "" : "  <- did not keep up"));
    report
        .plot()
        .add(
            rate,
            result.acknowledged() / (result.seconds() + drain),
            result.latencies().millisAt(990),
            keptUp);
    if (keptUp) {
      bestDrained =
          Math.max(bestDrained, Math.min(rate, result.sent() / (result.seconds() + drain)));
    }
    return keptUp;
  }

  private void soak(double rate) throws IOException, SQLException, InterruptedException {
    var cpuBefore = inside == null ? null : inside.processes().cpu();
    long before = generator.acknowledged();
    boolean keptUp = step("soak", rate, lengths.soak());
    report.add(
        "soak at 80 % of the knee",
        text(
            "%.0f events/s for %d s, %s",
            rate, lengths.soak().toSeconds(), keptUp ? "kept up" : "DID NOT KEEP UP"));
    cpu(cpuBefore, before);
  }

  private void cpu(Processes.@Nullable Cpu cpuBefore, long before) throws IOException {
    if (inside == null || cpuBefore == null) {
      return;
    }
    var cpu = inside.processes().cpu().minus(cpuBefore);
    double share = 10_000.0 / (generator.acknowledged() - before);
    report.add(
        "CPU per 10,000 events, JVM + PostgreSQL",
        text(
            "%.1f s (%.1f + %.1f)", cpu.total() * share, cpu.jvm() * share, cpu.database() * share),
        switch (mix) {
          case SMALL -> lengths.warm() ? "≤ 7 s" : "≤ 3.5 s";
          case LARGE -> lengths.warm() ? "≤ 15 s" : "≤ 9 s";
          case STORM, WIDE -> "";
        });
    memory("memory loaded (PSS), JVM + PostgreSQL");
  }

  private void calm(double rate) throws IOException, SQLException, InterruptedException {
    if (probe != null) {
      probe.start();
    }
    var result = generator.run(Schedule.constant(System.nanoTime(), rate, lengths.calm()));
    report.add(
        "ack at 50 % of that",
        text(
            "p50 %.1f ms, p99 %.1f ms (%.0f events/s, %d s)",
            result.latencies().millisAt(500),
            result.latencies().millisAt(990),
            rate,
            lengths.calm().toSeconds()));
    if (probe != null) {
      var visible = probe.stop();
      report.add(
          "accepted to visible at 50 % of that",
          text(
              "p50 %.0f ms, p99 %.0f ms (%d probes)",
              visible.millisAt(500), visible.millisAt(990), visible.count()));
    }
    backlog.drain(generator.acknowledged() + probeCount());
  }

  private void burst() throws IOException, SQLException, InterruptedException {
    var result = generator.run(Schedule.atOnce(System.nanoTime(), lengths.burst()));
    double drain = backlog.drain(generator.acknowledged() + probeCount());
    report.add(
        text("burst of %,d at full speed", lengths.burst()),
        text(
            "refused %d, broken %d, acknowledged in %.1f s (%.0f/s), drained %.1f s later (%.0f/s)",
            result.refused(),
            result.broken(),
            result.seconds(),
            result.acknowledged() / result.seconds(),
            drain,
            result.acknowledged() / (result.seconds() + drain)));
    memory("memory after the burst (PSS), JVM + PostgreSQL");
  }

  private void memory(String figure) throws IOException {
    if (inside != null) {
      addMemory(report, figure, inside.processes());
    }
  }

  static void addMemory(Report report, String figure, Processes processes) throws IOException {
    var memory = processes.memory();
    report.add(
        figure,
        text(
            "%.0f MB (%.0f + %.0f)",
            memory.total(), memory.jvmMegabytes(), memory.databaseMegabytes()),
        "≤ 512 MB");
  }

  private void disk(Database database, Database.Disk before) throws SQLException, IOException {
    var after = database.disk();
    double events = generator.acknowledged() + probeCount();
    report.add(
        "disk per event",
        text(
            "%.0f bytes (tables %.0f, indexes %.0f)",
            (after.files() - before.files() + after.intake() - before.intake()) / events,
            (after.tables() - before.tables()) / events,
            (after.indexes() - before.indexes()) / events));
    report.add("write-ahead log, recycled", text("%.0f MB", after.writeAheadLog() / 1e6));
    report.note(
        "Disk per event: growth of the files under `<data>/db` without `pg_wal`, plus `<data>/intake`, after everything was digested and a CHECKPOINT, over all events of the run.");
  }

  private void compare(Database database) throws SQLException {
    var acknowledged = (java.util.BitSet) generator.acknowledgedNumbers().clone();
    acknowledged.set(
        (int) VisibleProbe.FIRST_NUMBER, (int) (VisibleProbe.FIRST_NUMBER + probeCount()));
    var comparison = database.compare(ids, acknowledged);
    boolean equal = comparison.lost() == 0 && comparison.twice() == 0 && comparison.unknown() == 0;
    report.add(
        "stored = acknowledged",
        text(
            "%s: acknowledged %d, stored %d, lost %d, twice %d",
            equal ? "yes" : "NO",
            acknowledged.cardinality(),
            comparison.stored(),
            comparison.lost(),
            comparison.twice()));
  }

  private long probeCount() {
    return probe == null ? 0 : probe.sent();
  }
}
