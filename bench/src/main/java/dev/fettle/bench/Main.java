package dev.fettle.bench;

import static dev.fettle.bench.Report.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code ./fettle bench}: runs the parts that were asked for and writes their figures. */
public final class Main {

  private static final int STARTS = 5;
  private static final int PROJECTS = 4;
  private static final int ISSUE_PAGES = 5;
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(40);
  private static final Duration SEED_LIMIT = Duration.ofHours(4);

  private final Options options;
  private final List<Path> folders = new ArrayList<>();

  private Main(Options options) {
    this.options = options;
  }

  /** The first argument is the checkout, the others are the user's. */
  public static void main(String[] arguments) throws Exception {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      Report.say(Options.HELP);
      return;
    }
    Options options;
    ReadOptions reading;
    try {
      var own = List.of(arguments).subList(1, arguments.length).toArray(new String[0]);
      reading = ReadOptions.parse(own);
      options = Options.parse(Path.of(arguments[0]), reading == null ? own : new String[0]);
    } catch (UsageException e) {
      System.err.println("fettle: " + e.getMessage());
      System.exit(2);
      return;
    }
    stopAfter(reading == null ? LIMIT : SEED_LIMIT);
    try {
      if (reading == null) {
        new Main(options).run();
      } else {
        new Main(options).read(reading);
      }
      System.exit(0); // the watchdog would hold the process
    } catch (BenchException | UsageException e) {
      System.err.println("fettle: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void stopAfter(Duration limit) {
    Thread.ofPlatform()
        .daemon()
        .name("limit")
        .start(() -> {
          try {
            Thread.sleep(limit);
            System.err.printf("fettle: the bench stops after %d minutes%n", limit.toMinutes());
            System.exit(3);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void run() throws Exception {
    Report.say(options.command());
    Report.say(Report.machine());
    try {
      var target = options.target();
      if (target != null) {
        for (var mix : options.mixes()) {
          ingestElsewhere(target, mix);
        }
        return;
      }
      var basics = new Report();
      if (options.parts().contains(Options.Part.START)
          || options.parts().contains(Options.Part.MEMORY)) {
        startAndIdle(basics);
      }
      if (!options.parts().contains(Options.Part.INGEST)) {
        finish(basics, "start");
        return;
      }
      for (var mix : options.mixes()) {
        var report = new Report();
        report.addAll(basics);
        ingest(report, mix);
        finish(report, mix.label());
      }
    } finally {
      if (!options.keepsData()) {
        for (var folder : folders) {
          delete(folder);
        }
      }
    }
  }

  private void read(ReadOptions reading) throws Exception {
    int port = reading.port() == 0 ? port() : reading.port();
    if (reading.seeds()) {
      new Seeding(options.home(), reading.data(), reading.events(), reading.issues()).run(port);
    } else {
      Report.say(Report.machine());
      new ReadBench(options.home(), reading.data(), reading.requests(), reading.command())
          .run(port);
    }
  }

  private void finish(Report report, String name) throws IOException {
    var file = report.write(options.home(), name, options.command());
    Report.say("");
    Report.say(report.markdown("Bench " + name, options.command()));
    Report.say("written to " + file);
  }

  private void startAndIdle(Report report) throws IOException, InterruptedException {
    var data = folder();
    int port = port();
    try (var product = Product.start(options.home(), data, port)) {
      report.add("first start, empty data folder", text("%.1f s", product.startSeconds()));
    }
    if (options.parts().contains(Options.Part.START)) {
      double[] seconds = new double[options.quick() ? 3 : STARTS];
      for (int i = 0; i < seconds.length; i++) {
        try (var product = Product.start(options.home(), data, port)) {
          seconds[i] = product.startSeconds();
        }
      }
      report.add(
          text("start of a built tree, median of %d", seconds.length),
          text("%.2f s", Latencies.median(seconds)),
          "≤ 5 s");
      report.note(
          "Start: from `./fettle run` (its check of what to build included) to the first 200 of `/_health/`.");
    }
    if (options.parts().contains(Options.Part.MEMORY)) {
      try (var product = Product.start(options.home(), data, port)) {
        Thread.sleep(IDLE);
        IngestBench.addMemory(
            report,
            "memory idle (PSS), JVM + PostgreSQL",
            new Processes(product.pid(), product.postmaster()));
        report.note("Memory: the sum of the proportional set sizes in `/proc/<pid>/smaps_rollup`.");
      }
    }
  }

  private void ingest(Report report, Mix mix) throws Exception {
    var ids = new EventIds(System.nanoTime());
    try (var product = Product.start(options.home(), folder(), port(), options.profile());
        var database = Database.of(product);
        var api = new Api(java.net.URI.create(product.baseUrl()), null)) {
      var projects = api.setUp(PROJECTS, product.setup());
      var dsns = projects.stream().map(Api.Project::dsn).toList();
      var load = load(mix, dsns, ids, report);
      // the probe sends what the load would send to the first project
      var probe = new VisibleProbe(api, projects.getFirst(), load, ids);
      try (var generator = new Generator(load, product.address(), options.connections())) {
        new IngestBench(
                mix,
                IngestBench.Lengths.of(options.warm(), options.quick(), options.soakSeconds()),
                generator,
                new Backlog(database::digested, Duration.ofMillis(20)),
                report,
                ids,
                new IngestBench.Inside(
                    database, new Processes(product.pid(), product.postmaster())),
                probe)
            .run();
      }
    }
  }

  private void ingestElsewhere(Options.Target target, Mix mix) throws Exception {
    var report = new Report();
    var ids = new EventIds(System.nanoTime());
    var dsn = target.dsn();
    var address = new InetSocketAddress(dsn.host(), dsn.port());
    if (!address.getAddress().isLoopbackAddress()) {
      throw new BenchException(
          "%s is not on this machine: the bench only loads 127.0.0.1, so that nobody's server is flooded by mistake."
              .formatted(target.base()));
    }
    try (var api = new Api(target.base(), target.token());
        var generator =
            new Generator(load(mix, List.of(dsn), ids, report), address, options.connections())) {
      var organization = target.organization();
      var slug = target.project();
      DigestedCount digested = generator::acknowledged;
      VisibleProbe probe = null;
      if (target.token() != null && organization != null && slug != null) {
        var project = new Api.Project(organization, slug, dsn);
        digested = () -> api.countOfIssues(project, ISSUE_PAGES);
        probe = new VisibleProbe(api, project, load(mix, List.of(dsn), ids, report), ids);
      } else {
        report.note(
            "Without --token the server's digest cannot be seen: the knee is that of acknowledgements.");
      }
      new IngestBench(
              mix,
              IngestBench.Lengths.of(options.warm(), options.quick(), options.soakSeconds()),
              generator,
              new Backlog(digested, Duration.ofMillis(200)),
              report,
              ids,
              null,
              probe)
          .run();
    }
    finish(report, "target-" + mix.label());
  }

  private Load load(Mix mix, List<Dsn> dsns, EventIds ids, Report report) {
    var load =
        new Load(mix, options.home().resolve("fixtures/captures"), dsns, ids, options.shape());
    report.note(
        text(
            "Events: %s, %.0f bytes each on average with the envelope, %s; %s, %d project(s), %s users, %d connections; %s.",
            mix.label(),
            load.bytesPerEvent(),
            options.shape().gzip() ? "gzipped" : "not compressed",
            switch (mix.spread()) {
              case USUAL ->
                  Load.ISSUES
                      + (options.shape().even() ? " issues, evenly" : " issues by Zipf's law");
              case ONE -> "one issue";
              case WIDE -> Slots.ISSUES + " issues, equally likely";
            },
            dsns.size(),
            options.shape().even() ? "1,000" : "90,000",
            options.connections(),
            options.warm()
                ? "open loop, latency counts from the scheduled time"
                : "the first two minutes as fast as the server digests, latency by an open loop from the scheduled time"));
    return load;
  }

  private int port() throws IOException {
    if (options.port() != 0) {
      return options.port();
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** PostgreSQL may run as another user, who has to pass through it. */
  private Path folder() throws IOException {
    var parent = options.dataParent();
    var open = PosixFilePermissions.fromString("rwxr-xr-x");
    var folder =
        parent == null
            ? Files.createTempDirectory("fettle-bench")
            : Files.createTempDirectory(Files.createDirectories(parent), "fettle-bench");
    Files.setPosixFilePermissions(folder, open);
    folders.add(folder);
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
