import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Uses a product that has just started as its users will, so that the start-up cache remembers
 * which classes and which methods that takes: the recorded requests of SDKs, again and again with
 * other ids, and what the web client asks for. Arguments: the product's process, the file of its
 * output, the captures, seconds of load.
 */
void main(String[] arguments) throws Exception {
  var process = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
  var link = awaitReady(process, Path.of(arguments[1]));
  var bodies = bodies(Path.of(arguments[2]));
  new Rehearsal(link).run(bodies, Duration.ofSeconds(Long.parseLong(arguments[3])));
}

/** The link of the first account, from the ready line. */
URI awaitReady(ProcessHandle process, Path output) throws IOException, InterruptedException {
  var link = Pattern.compile("http://\\S+/register\\?setup=\\S+");
  while (process.isAlive()) {
    var found = link.matcher(Files.readString(output));
    if (found.find()) {
      return URI.create(found.group());
    }
    Thread.sleep(100);
  }
  throw new IllegalStateException("the product ended before it was ready");
}

/**
 * A recorded request.
 *
 * @param door the last part of its path
 */
record Body(String door, boolean gzip, String text) {}

List<Body> bodies(Path captures) throws IOException {
  var door = Pattern.compile("\"path\": \"/api/\\d+/(envelope|store)/\"");
  var bodies = new ArrayList<Body>();
  try (var files = Files.walk(captures)) {
    for (var meta :
        (Iterable<Path>) files.filter(file -> file.toString().endsWith(".meta.json"))::iterator) {
      var found = door.matcher(Files.readString(meta));
      var file = Path.of(meta.toString().replace(".meta.json", ".body"));
      if (found.find() && Files.exists(file)) {
        var bytes = Files.readAllBytes(file);
        boolean gzip = bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
        if (gzip) {
          bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        bodies.add(
            new Body(found.group(1), gzip, new String(bytes, StandardCharsets.ISO_8859_1)));
      }
    }
  }
  return bodies;
}

static final class Rehearsal {

  private static final int SENDERS = 4;
  private static final Pattern EVENT_ID = Pattern.compile("(\"event_id\" ?: ?\")([0-9a-f]{32})\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .build();
  private final URI base;
  private final String setup;

  Rehearsal(URI link) {
    this.base = link.resolve("/");
    this.setup = link.getQuery().substring("setup=".length());
  }

  void run(List<Body> bodies, Duration length) throws Exception {
    get("/");
    get("/_allauth/browser/v1/config");
    post(
        "/_allauth/browser/v1/auth/signup",
        "{\"email\":\"rehearsal@example.com\",\"password\":\"a long passphrase to rehearse 7\",\"setup\":\"%s\"}"
            .formatted(setup));
    post("/api/0/organizations/", "{\"name\":\"stage\"}");
    post("/api/0/organizations/stage/teams/", "{\"slug\":\"crew\"}");
    var project =
        post("/api/0/teams/stage/crew/projects/", "{\"name\":\"play\",\"platform\":\"node\"}");
    var number = first(project, "\"id\" ?: ?\"(\\d+)\"");
    var key = first(get("/api/0/projects/stage/play/keys/"), "\"public\" ?: ?\"http://([0-9a-f]{32})@");
    var end = Instant.now().plus(length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Future<?>>();
      for (int i = 0; i < SENDERS; i++) {
        var random = new Random(i);
        work.add(threads.submit(() -> send(bodies, random, number, key, end)));
      }
      work.add(threads.submit(() -> look(end)));
      for (var part : work) {
        part.get();
      }
    }
  }

  private Void send(List<Body> bodies, Random random, String project, String key, Instant end)
      throws Exception {
    while (Instant.now().isBefore(end)) {
      var body = bodies.get(random.nextInt(bodies.size()));
      var id = HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
      var text = EVENT_ID.matcher(body.text).replaceAll("$1" + id + "\"");
      var request =
          request("/api/%s/%s/".formatted(project, body.door))
              .header("X-Sentry-Auth", "Sentry sentry_version=7, sentry_key=" + key)
              .header("Content-Type", "application/x-sentry-envelope");
      if (body.gzip) {
        request.header("Content-Encoding", "gzip");
      }
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      client.send(
          request.POST(BodyPublishers.ofByteArray(body.gzip ? zip(bytes) : bytes)).build(),
          BodyHandlers.discarding());
    }
    return null;
  }

  /** What the web client asks for on its pages. */
  private Void look(Instant end) throws Exception {
    var issues = "/api/0/organizations/stage/issues/?query=";
    while (Instant.now().isBefore(end)) {
      var list = get(issues + "is:unresolved&sort=-last_seen&statsPeriod=24h");
      get(issues + "is:unresolved%20level:error%20Error");
      get(issues + "!environment:nowhere&sort=-count");
      get("/api/0/organizations/stage/issues-histogram/?statsPeriod=14d");
      var issue = Pattern.compile("\"id\" ?: ?\"(\\d+)\"").matcher(list);
      for (int i = 0; i < 3 && issue.find(); i++) {
        var path = "/api/0/issues/%s/".formatted(issue.group(1));
        for (var part : List.of("", "events/latest/", "events/", "tags/", "hashes/")) {
          get(path + part);
        }
      }
      get("/api/0/organizations/stage/");
      get("/api/0/projects/stage/play/");
    }
    return null;
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String first(String text, String pattern) {
    var found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return found.group(1);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  private String get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  private String post(String path, String json) throws Exception {
    var request = request(path).header("Content-Type", "application/json");
    for (var cookie : cookies.getCookieStore().getCookies()) {
      if (cookie.getName().equals("csrftoken")) {
        request.header("X-CSRFToken", cookie.getValue());
      }
    }
    var answer = client.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
