package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.accounts.SetupLink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody with an account and a browser of their own.
 *
 * @param browser signed in
 * @param api the same person with an API token of every scope and no cookie
 */
public record Person(long id, String email, String password, Browser browser, Browser api) {

  private static final AtomicInteger COUNT = new AtomicInteger();
  static final String AUTH = "/_allauth/browser/v1";

  /** Registers somebody new: {@code alice-7@example.com}. */
  public static Person register(TestServer server, String name) {
    var email = "%s-%d@example.com".formatted(name, COUNT.incrementAndGet());
    var password = "correct horse " + name;
    var browser = freshBrowser(server);
    var setup = server.bean(SetupLink.class).path().replaceFirst(".*=", "");
    var answer =
        browser.post(
            AUTH + "/auth/signup", Map.of("email", email, "password", password, "setup", setup));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    long id = answer.json().at("/data/user/id").longValue();
    var scopes =
        List.of(
            "project:read",
            "project:write",
            "project:admin",
            "project:releases",
            "team:read",
            "team:write",
            "team:admin",
            "event:read",
            "event:write",
            "event:admin",
            "org:read",
            "org:write",
            "org:admin",
            "member:read",
            "member:write",
            "member:admin");
    return new Person(id, email, password, browser, browser.withToken(token(browser, scopes)));
  }

  /** A browser that has called the site once and so holds the CSRF cookie. */
  public static Browser freshBrowser(TestServer server) {
    var browser = server.browser();
    browser.get(AUTH + "/config");
    return browser;
  }

  /** The same person with a token of these scopes only. */
  public Browser apiWith(String... scopes) {
    return browser.withToken(token(browser, List.of(scopes)));
  }

  private static String token(Browser browser, List<String> scopes) {
    var answer = browser.post("/api/0/api-tokens/", Map.of("label", "test", "scopes", scopes));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().get("token").stringValue();
  }
}
