package dev.fettle.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client over real HTTP: keeps cookies, repeats the CSRF cookie in its header, or sends a token
 * instead. One user of it is one person at one machine.
 */
public final class Browser {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final AtomicInteger MACHINES = new AtomicInteger();

  private final String server;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private boolean repeatsCsrfToken = true;

  /** Each browser sits at an address of its own, so that limits by address do not mix tests up. */
  Browser(String server) {
    this.server = server;
    int number = MACHINES.incrementAndGet();
    headers.put("X-Forwarded-For", "203.0.%d.%d".formatted(number / 250, number % 250 + 1));
  }

  /** An answer; {@code body} as text. */
  public record Answer(int status, String body, Map<String, List<String>> headers) {

    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .findFirst()
          .map(entry -> entry.getValue().getFirst());
    }
  }

  /** A client that sends this token and no cookie. */
  public Browser withToken(String token) {
    var client = new Browser(server);
    client.headers.put("Authorization", "Bearer " + token);
    return client;
  }

  /** A client with the same cookies and one more header. */
  public Browser with(String header, String value) {
    var client = new Browser(server);
    client.cookies.putAll(cookies);
    client.headers.putAll(headers);
    client.headers.put(header, value);
    return client;
  }

  /** A client with the same cookies that does not repeat the CSRF token. */
  public Browser withoutCsrf() {
    var client = with("X-Test", "no csrf");
    client.repeatsCsrfToken = false;
    return client;
  }

  public @Nullable String cookie(String name) {
    return cookies.get(name);
  }

  public void setCookie(String name, String value) {
    cookies.put(name, value);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Sends a body as JSON; it is turned into JSON unless it is a text, which is sent as it is. */
  public Answer post(String path, Object body) {
    return send("POST", path, text(body));
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, text(body));
  }

  /** Any method; the body as it is, or none. */
  public Answer send(String method, String path, @Nullable String body) {
    return exchange(
        method,
        path,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
  }

  /** The same without saying how long the body is. */
  public Answer sendChunked(String method, String path, String body) {
    return exchange(
        method,
        path,
        HttpRequest.BodyPublishers.ofInputStream(
            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
  }

  /** The status alone, as soon as it is there: for an answer that does not end by itself. */
  public int statusOf(String path) {
    try {
      var nothing = HttpRequest.BodyPublishers.noBody();
      var response =
          HTTP.send(request("GET", path, nothing), HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("GET " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body) {
    var request = HttpRequest.newBuilder(URI.create(server + path));
    request.method(method, body);
    if (body.contentLength() != 0) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    if (!cookies.isEmpty()) {
      var pairs = new ArrayList<String>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      request.header("Cookie", String.join("; ", pairs));
    }
    var csrf = cookies.get("csrftoken");
    if (csrf != null && repeatsCsrfToken && !method.equals("GET")) {
      request.header("X-CSRFToken", csrf);
    }
    return request.build();
  }

  private Answer exchange(String method, String path, HttpRequest.BodyPublisher body) {
    try {
      var response = HTTP.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(this::keep);
      return new Answer(response.statusCode(), response.body(), response.headers().map());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String setCookie) {
    var pair = setCookie.split(";", 2)[0];
    int equals = pair.indexOf('=');
    var value = pair.substring(equals + 1);
    if (value.isEmpty()) {
      cookies.remove(pair.substring(0, equals));
    } else {
      cookies.put(pair.substring(0, equals), value);
    }
  }

  private static String text(Object body) {
    return body instanceof String text ? text : JSON.writeValueAsString(body);
  }
}
