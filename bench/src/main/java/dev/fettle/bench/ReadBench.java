package dev.fettle.bench;

import static dev.fettle.bench.Report.text;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code ./fettle bench read}: how long every list, search, chart and page of a seeded folder
 * takes, for one client and for four, with nothing else and while 500 events a second arrive.
 */
final class ReadBench {

  private static final double ARRIVING = 500;

  private final Path home;
  private final Path data;
  private final int requests;
  private final String command;

  ReadBench(Path home, Path data, int requests, String command) {
    this.home = home;
    this.data = data;
    this.requests = requests;
    this.command = command;
  }

  /** What is asked for: each {@code %s} of the path is the next of the values in turn. */
  private record Label(String name, String path, List<String> values) {}

  private record Pass(String name, int clients, boolean arriving) {}

  private static final List<Pass> PASSES =
      List.of(
          new Pass("1 client", 1, false),
          new Pass("4 clients", 4, false),
          new Pass("1 client, 500/s arriving", 1, true),
          new Pass("4 clients, 500/s arriving", 4, true));

  void run(int port) throws Exception {
    var access = new Properties();
    try (var in = Files.newInputStream(data.resolve(Seeding.ACCESS_FILE))) {
      access.load(in);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new UsageException(data + " is not seeded: run ./fettle bench seed --data " + data);
    }
    var report = new Report();
    try (var product = Product.start(home, data, port)) {
      report.add("start on this folder", text("%.2f s", product.startSeconds()));
      try (var database = Database.of(product);
          var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        report.add("events", text("%,d", database.number("SELECT sum(event_count) FROM issue")));
        report.add("issues", text("%,d", database.number("SELECT count(*) FROM issue")));
        var processes = new Processes(product.pid(), product.postmaster());
        var labels = labels(access, database);
        var ask = new Asking(client, URI.create(product.baseUrl()), access.getProperty("token"));
        var cells = new LinkedHashMap<String, List<String>>();
        for (var label : labels) {
          ask.run(label, 3, 1); // connections, caches and compiled code
        }
        IngestBench.addMemory(report, "memory before (PSS)", processes);
        for (var pass : PASSES) {
          measure(pass, labels, ask, cells, product, database, access);
          IngestBench.addMemory(report, "memory after " + pass.name() + " (PSS)", processes);
        }
        cells.forEach((name, values) -> report.add(name, String.join(" · ", values)));
        report.note(
            "Reads: p50 / p95 in ms of "
                + requests
                + " requests, for "
                + String.join(" · ", PASSES.stream().map(Pass::name).toList())
                + ". Bars: p95 of 25 ms for one client, 50 ms for four while events arrive.");
      }
    }
    var file = report.write(home, "read", command);
    Report.say(report.markdown("Bench read", command));
    Report.say("written to " + file);
  }

  private void measure(
      Pass pass,
      List<Label> labels,
      Asking ask,
      Map<String, List<String>> cells,
      Product product,
      Database database,
      Properties access)
      throws Exception {
    var key = access.getProperty("dsn").split(" ", 2);
    var dsn = new Dsn("http", "127.0.0.1", product.address().getPort(), "", key[0], key[1]);
    var arrivals = pass.arriving() ? new Arrivals(home, product, dsn) : null;
    try {
      for (var label : labels) {
        var latencies = ask.run(label, requests, pass.clients());
        cells
            .computeIfAbsent(label.name(), _ -> new ArrayList<>())
            .add(text("%.1f / %.1f", latencies.millisAt(500), latencies.millisAt(950)));
      }
    } finally {
      if (arrivals != null) {
        arrivals.end();
      }
    }
    Report.say(pass.name() + " done, " + database.digested() + " events counted");
  }

  /** Events that arrive until it is ended. */
  private static final class Arrivals {
    private final Generator generator;
    private final Thread thread;
    private volatile boolean over;

    Arrivals(Path home, Product product, Dsn dsn) {
      var load =
          new Load(
              Mix.SMALL,
              home.resolve("fixtures/captures"),
              List.of(dsn),
              new EventIds(System.nanoTime()),
              new Load.Shape(false, false));
      generator = new Generator(load, product.address(), 32);
      thread =
          Thread.ofPlatform()
              .name("arrivals")
              .start(() -> {
                while (!over) {
                  generator.run(
                      Schedule.constant(System.nanoTime(), ARRIVING, Duration.ofSeconds(1)));
                }
              });
    }

    void end() throws InterruptedException {
      over = true;
      thread.join();
      generator.close();
    }
  }

  /** Asks as people do: each client waits for its answer. */
  private record Asking(HttpClient client, URI base, String token) {

    Latencies run(Label label, int count, int clients) throws Exception {
      var next = new AtomicInteger();
      var nanos = new long[count];
      var failed = new AtomicLong();
      try (var executor = Executors.newFixedThreadPool(clients)) {
        var tasks = new ArrayList<Callable<Void>>();
        for (int i = 0; i < clients; i++) {
          tasks.add(() -> {
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
              nanos[n] = once(label, n, failed);
            }
            return null;
          });
        }
        for (var done : executor.invokeAll(tasks)) {
          done.get();
        }
      }
      if (failed.get() > 0) {
        throw new BenchException(
            "%s: %d answers were neither 200 nor 404".formatted(label.name(), failed.get()));
      }
      var latencies = new Latencies();
      for (long each : nanos) {
        latencies.add(each);
      }
      return latencies;
    }

    private long once(Label label, int n, AtomicLong failed)
        throws IOException, InterruptedException {
      var path =
          label.values().isEmpty()
              ? label.path()
              : label.path().replace("%s", label.values().get(n % label.values().size()));
      var request =
          HttpRequest.newBuilder(base.resolve(path))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(60))
              .build();
      long begin = System.nanoTime();
      var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      long end = System.nanoTime();
      if (response.statusCode() != 200 && response.statusCode() != 404) {
        failed.incrementAndGet();
      }
      return end - begin;
    }
  }

  private static List<Label> labels(Properties access, Database database)
      throws java.sql.SQLException {
    var organization = "/api/0/organizations/" + access.getProperty("organization");
    var list = organization + "/issues/?";
    var project =
        "/api/0/projects/%s/%s"
            .formatted(access.getProperty("organization"), access.getProperty("project"));
    long projectId =
        database.number(
            "SELECT id FROM project WHERE slug = '" + access.getProperty("project") + "'");
    var random = database.texts("SELECT id FROM issue ORDER BY md5(id::text) LIMIT 100");
    var top = database.texts("SELECT id FROM issue ORDER BY event_count DESC LIMIT 5");
    var old =
        database.texts(
            "SELECT id FROM issue WHERE last_seen < now() - INTERVAL '30 days' ORDER BY md5(id::text) LIMIT 100");
    var recentPage =
        String.join(
            "&groups=", database.texts("SELECT id FROM issue ORDER BY last_seen DESC LIMIT 50"));
    var sdkIds =
        database.texts(
            "SELECT replace(event_id::text, '-', '') FROM event TABLESAMPLE SYSTEM (0.05) WHERE project_id = "
                + projectId
                + " LIMIT 100");
    var own =
        database.texts(
            "SELECT issue_id || '/events/' || replace(id::text, '-', '') FROM event TABLESAMPLE SYSTEM (0.05) LIMIT 100");
    var labels = new ArrayList<Label>();
    var open = "&query=is:unresolved";
    labels.add(
        new Label(
            "list, web client's default",
            list + "sort=-last_seen&statsPeriod=24h" + open,
            List.of()));
    labels.add(new Label("list bare", list, List.of()));
    labels.add(new Label("list with 14 days", list + "statsPeriod=14d" + open, List.of()));
    labels.add(new Label("list resolved", list + "query=is:resolved", List.of()));
    labels.add(new Label("list one project", list + "project=" + projectId + open, List.of()));
    labels.add(
        new Label(
            "list of the project route", project + "/issues/?query=is:unresolved", List.of()));
    for (var sort : List.of("-count", "-first_seen", "first_seen", "-priority")) {
      labels.add(new Label("sort " + sort, list + "sort=" + sort + open, List.of()));
      labels.add(
          new Label(
              "sort " + sort + ", one project",
              list + "sort=" + sort + "&project=" + projectId + open,
              List.of()));
    }
    for (var query :
        List.of(
            "product",
            "product document",
            "document",
            "zzzznothing",
            "ChargeInvoiceError",
            "user.email:user@77",
            "user.email:nobody",
            "release:shop@2.17",
            "tenant:t3",
            "region:eu-1",
            "tenant:t3 region:eu-1",
            "tenant:t3 release:shop@2.17",
            "!region:eu-1",
            "!tenant:t3",
            "has:tier",
            "!has:tenant",
            "level:fatal",
            "product tenant:t3")) {
      labels.add(
          new Label(
              "search " + query, list + "query=" + encode("is:unresolved " + query), List.of()));
    }
    labels.add(
        new Label("search zzzznothing, all statuses", list + "query=zzzznothing", List.of()));
    labels.add(new Label("filter environment=", list + "environment=env-1" + open, List.of()));
    labels.add(new Label("counts of the views", organization + "/issues-counts/", List.of()));
    labels.add(
        new Label(
            "bars of 50 issues",
            organization + "/issues-stats/?statsPeriod=24h&groups=" + recentPage,
            List.of()));
    labels.add(
        new Label(
            "chart 24h", organization + "/issues-histogram/?statsPeriod=24h" + open, List.of()));
    labels.add(
        new Label(
            "chart 14d", organization + "/issues-histogram/?statsPeriod=14d" + open, List.of()));
    labels.add(
        new Label(
            "chart 14d, one project",
            organization + "/issues-histogram/?statsPeriod=14d&project=" + projectId + open,
            List.of()));
    for (var kind : Map.of("random", random, "top", top, "old", old).entrySet()) {
      var name = " (" + kind.getKey() + ")";
      labels.add(new Label("issue" + name, "/api/0/issues/%s/", kind.getValue()));
      labels.add(
          new Label("latest event" + name, "/api/0/issues/%s/events/latest/", kind.getValue()));
      labels.add(
          new Label("oldest event" + name, "/api/0/issues/%s/events/oldest/", kind.getValue()));
      labels.add(
          new Label("events of an issue" + name, "/api/0/issues/%s/events/", kind.getValue()));
      labels.add(
          new Label(
              "their summary" + name, "/api/0/issues/%s/events/?fields=summary", kind.getValue()));
      labels.add(new Label("tags" + name, "/api/0/issues/%s/tags/", kind.getValue()));
      labels.add(new Label("hashes" + name, organization + "/issues/%s/hashes/", kind.getValue()));
      labels.add(new Label("activity" + name, "/api/0/issues/%s/activity/", kind.getValue()));
    }
    labels.add(new Label("event by the client's id", project + "/events/%s/", sdkIds));
    labels.add(
        new Label(
            "client's id unknown",
            project + "/events/00000000000040008000000000000001/",
            List.of()));
    labels.add(new Label("client's id as a search", list + "query=%s", sdkIds));
    labels.add(new Label("event by our id", "/api/0/issues/%s/", own));
    labels.add(new Label("events of a project", project + "/events/", List.of()));
    labels.add(
        new Label("their summary (project)", project + "/events/?fields=summary", List.of()));
    return labels;
  }

  private static String encode(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
