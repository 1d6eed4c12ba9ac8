package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.RouteTable;
import dev.fettle.platform.http.RouteTable.Route;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Every route in every spelling that some part of a server might read as the same path: either it
 * is refused, or it is treated exactly like the plain one.
 */
class SpellingsHttpTest {

  private static final Map<String, UnaryOperator<String>> SPELLINGS = new TreeMap<>();

  static {
    SPELLINGS.put("encoded letter", path -> encode(path, firstLetter(path), false));
    SPELLINGS.put("encoded letter, upper", path -> encode(path, firstLetter(path), true));
    SPELLINGS.put("encoded last", path -> encode(path, path.length() - 2, false));
    SPELLINGS.put("encoded underscore", path -> path.replace("_", "%5f"));
    SPELLINGS.put("encoded hyphen", path -> path.replace("-", "%2D"));
    SPELLINGS.put("twice encoded", path -> path.replaceFirst("/(.)", "/%25" + hex(path.charAt(1))));
    SPELLINGS.put("overlong slash", path -> path.replaceFirst("/", "/%c0%af"));
    SPELLINGS.put("utf-16", path -> path.replaceFirst("/(.)", "/%u00" + hex(path.charAt(1))));
    SPELLINGS.put("parameter", path -> path.replaceFirst("^(/[^/]+)", "$1;x=y"));
    SPELLINGS.put("parameter at the end", path -> path + ";jsessionid=1");
    SPELLINGS.put("empty parameter", path -> path.replaceFirst("^(/[^/]+)", "$1;"));
    SPELLINGS.put("encoded semicolon", path -> path.replaceFirst("^(/[^/]+)", "$1%3bx"));
    SPELLINGS.put("dot", path -> "/." + path);
    SPELLINGS.put("dots", path -> "/x/.." + path);
    SPELLINGS.put("encoded dot", path -> "/%2e" + path);
    SPELLINGS.put("encoded dots", path -> "/x/%2e%2E" + path);
    SPELLINGS.put("dots and parameter", path -> "/x/..;" + path);
    SPELLINGS.put("dots and encoded slash", path -> "/x%2F.." + path);
    SPELLINGS.put("double slash", path -> "/" + path);
    SPELLINGS.put("double slash inside", path -> path.replaceFirst("^(/[^/]+)/", "$1//"));
    SPELLINGS.put("double slash at the end", path -> path + "//");
    SPELLINGS.put("encoded slash", path -> path.replaceFirst("^(/[^/]+)/", "$1%2F"));
    SPELLINGS.put("encoded first slash", path -> "/%2F" + path.substring(1));
    SPELLINGS.put("backslash", path -> path.replaceFirst("^(/[^/]+)/", "$1\\\\"));
    SPELLINGS.put("encoded backslash", path -> path.replaceFirst("^(/[^/]+)/", "$1%5c"));
    SPELLINGS.put("NUL", path -> path + "%00");
    SPELLINGS.put("tab", path -> path + "%09");
    SPELLINGS.put("newline", path -> path + "%0a");
    SPELLINGS.put("space", path -> path + "%20");
    SPELLINGS.put("upper case", path -> path.toUpperCase(Locale.ROOT));
    SPELLINGS.put("suffix", path -> path.replaceFirst("/?$", ".json"));
    SPELLINGS.put("absolute", path -> "http://127.0.0.1" + path);
  }

  private final World world = World.create();
  private final RoutePaths paths = new RoutePaths(world);

  @Test
  void no_spelling_gets_round_what_the_plain_one_is_asked_for() {
    int walked = 0;
    for (var route : world.server.bean(RouteTable.class).routes()) {
      if (route.path().endsWith("/live/")) {
        continue;
      }
      // Charlie, signed in, without the CSRF token
      var session = String.valueOf(world.charlie.browser().cookie("sessionid"));
      var plain = call(route, paths.of(route.path()), session);
      for (var spelling : SPELLINGS.entrySet()) {
        var spelt = spelling.getValue().apply(paths.of(route.path()));
        if (spelt.equals(paths.of(route.path()))) {
          continue;
        }
        var answer = call(route, spelt, session);
        var what = "%s: %s %s: %s".formatted(spelling.getKey(), route.method(), spelt, answer);
        assertThat(answer.status()).as(what).isLessThan(500);
        boolean sameAsPlain =
            answer.status() == plain.status()
                && (answer.body().equals(plain.body()) || route.path().equals("/metrics/"));
        if (!sameAsPlain && !isClientsPage(route, answer)) {
          assertThat(answer.status()).as(what).isIn(400, 403, 404, 405, 422);
          assertThat(answer.body()).as(what).startsWith("{\"detail\":");
          assertThat(answer.header("Content-Type").orElse("")).as(what).contains("json");
        }
        assertThat(answer.header("Set-Cookie").orElse("")).as(what).doesNotContain("sessionid=");
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(60 * SPELLINGS.size());
  }

  /** Signing in and up, by a page that no cookie was given to and whose form sends no JSON. */
  @Test
  void no_spelling_signs_a_visitor_in() {
    var login = "/_allauth/browser/v1/auth/login";
    var spellings = new ArrayList<>(List.of(login, login.replace("/auth/", "/%61uth/")));
    SPELLINGS.values().forEach(spelling -> spellings.add(spelling.apply(login)));
    for (var path : spellings) {
      var body =
          "{\"email\":\"%s\",\"password\":\"%s\"}"
              .formatted(world.alice.email(), world.alice.password());
      var head =
          """
          POST %s HTTP/1.1
          Host: 127.0.0.1
          Origin: https://evil.example
          Content-Type: text/plain
          Content-Length: %d
          """
              .formatted(path, body.length());
      var answer = RawHttp.send(world.server, head, body);
      assertThat(answer.status()).as("%s %s", path, answer).isIn(400, 403, 404, 405);
      assertThat(answer.head()).as(path).doesNotContain("sessionid");
    }
  }

  @Test
  void a_slash_inside_a_name_is_encoded_and_arrives() {
    var environments = world.projectPath() + "environments/";
    assertThat(
            world
                .alice
                .browser()
                .put(environments + "review%2Ffeature-1/", Map.of("isHidden", true))
                .body())
        .isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(paths.of("{name}")).isEqualTo("production"); // an event of it came in
    world
        .server
        .jdbc()
        .sql("UPDATE environment SET name = 'review/feature-1' WHERE project_id = :id")
        .param("id", world.projectId)
        .update();
    var hidden =
        world.alice.browser().put(environments + "review%2Ffeature-1/", Map.of("isHidden", true));
    assertThat(hidden.status()).as(hidden.body()).isEqualTo(200);
    assertThat(hidden.json().get("name").stringValue()).isEqualTo("review/feature-1");
    var unknown = world.alice.browser().get(world.organizationPath() + "releases/imgbox%2F2.17.0/");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("{\"detail\":\"Not Found\"}");
  }

  @Test
  void what_the_server_refuses_by_itself_is_json_too() {
    for (var request :
        List.of(
            "TRACE / HTTP/1.1\nHost: 127.0.0.1\nCookie: sessionid=x",
            "GET / HTTP/1.1\nHost: a\nHost: b",
            "GET /%zz HTTP/1.1\nHost: 127.0.0.1",
            "GET /a b HTTP/1.1\nHost: 127.0.0.1",
            "POST //api/1/store/ HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0",
            "POST /api//1/store/ HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0",
            "GET /error HTTP/1.1\nHost: 127.0.0.1",
            "GET / HTTP/1.1\nHost: 127.0.0.1\nX-Long: " + "x".repeat(20_000))) {
      var answer = RawHttp.send(world.server, request, "");
      assertThat(answer.status()).as("%s: %s", request, answer).isBetween(400, 499);
      assertThat(answer.body()).as(request).contains("{\"detail\":").doesNotContain("<");
    }
    assertThat(RawHttp.send(world.server, "TRACE / HTTP/1.1\nHost: 127.0.0.1", "").status())
        .isEqualTo(405);
    assertThat(RawHttp.send(world.server, "GET /error HTTP/1.1\nHost: 127.0.0.1", "").status())
        .isEqualTo(404);
  }

  private RawHttp.Answer call(Route route, String path, String session) {
    var body = route.readsBody() ? "{}" : "";
    var head =
        """
        %s %s HTTP/1.1
        Host: 127.0.0.1
        Accept: application/json
        Cookie: sessionid=%s
        Content-Type: application/json
        Content-Length: %d
        """
            .formatted(route.method(), path, session, body.length());
    return RawHttp.send(world.server, head, body);
  }

  /** A GET outside the API is a path of the web client's own. */
  private static boolean isClientsPage(Route route, RawHttp.Answer answer) {
    return route.method().equals("GET")
        && answer.status() == 200
        && answer.header("Content-Type").orElse("").startsWith("text/html");
  }

  private static String encode(String path, int at, boolean upper) {
    var hex = hex(path.charAt(at));
    return path.substring(0, at)
        + "%"
        + (upper ? hex.toUpperCase(Locale.ROOT) : hex)
        + path.substring(at + 1);
  }

  private static int firstLetter(String path) {
    int at = 0;
    while (!Character.isLetter(path.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String hex(char c) {
    return "%02x".formatted((int) c);
  }
}
