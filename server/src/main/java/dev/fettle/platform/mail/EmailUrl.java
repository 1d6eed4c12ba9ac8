package dev.fettle.platform.mail;

import dev.fettle.platform.config.SettingsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads {@code EMAIL_URL} as GlitchTip does: {@code smtp://}, {@code smtp+tls://} (STARTTLS),
 * {@code smtp+ssl://} (TLS from the start), {@code consolemail://}, {@code dummymail://}; user and
 * password percent-encoded. {@code smtps://} is STARTTLS there, which no server speaks on port 465:
 * there and without a port it is TLS from the start.
 */
final class EmailUrl {

  private static final String EXPECTED =
      "expected smtp+tls://user:password@host:587, smtp+ssl://user:password@host:465, smtp://host:25 or consolemail://, with special characters of user and password percent-encoded (@ as %40)";

  private static final int MAX_PORT = 65_535;

  private EmailUrl() {}

  /** What the address stands for. */
  sealed interface Target {}

  record Smtp(MailServer server) implements Target {}

  /** Mail is written into the log: for trying things out. */
  record Console() implements Target {}

  /** No mail. */
  record Nothing() implements Target {}

  /**
   * What it says.
   *
   * @throws SettingsException when it cannot be read; the text does not repeat the address, which
   *     has a password in it
   */
  static Target parse(String url) {
    int colon = url.indexOf("://");
    if (colon < 0) {
      throw wrong("it has no scheme");
    }
    var scheme = url.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    var rest = url.substring(colon + 3);
    int query = rest.indexOf('?');
    var options = query < 0 ? "" : rest.substring(query + 1).toLowerCase(Locale.ROOT);
    var authority = (query < 0 ? rest : rest.substring(0, query)).strip();
    while (authority.endsWith("/")) {
      authority = authority.substring(0, authority.length() - 1);
    }
    return switch (scheme) {
      case "consolemail" -> new Console();
      case "dummymail" -> new Nothing();
      case "smtp", "smtps", "smtp+tls", "smtp+ssl" -> smtp(scheme, authority, options);
      default -> throw wrong("the scheme " + scheme + " is not known");
    };
  }

  private static Smtp smtp(String scheme, String authority, String options) {
    int at = authority.lastIndexOf('@');
    var place = authority.substring(at + 1);
    var userInfo = at < 0 ? "" : authority.substring(0, at);
    int bracket = place.lastIndexOf(']');
    int colon = place.indexOf(':', Math.max(bracket, 0));
    var host = colon < 0 ? place : place.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (!host.matches("[A-Za-z0-9._:-]+")) {
      throw wrong("the host has characters that no host has");
    }
    int port = colon < 0 ? 0 : port(place.substring(colon + 1));
    var security = security(scheme, port, options);
    int separator = userInfo.indexOf(':');
    var user = separator < 0 ? userInfo : userInfo.substring(0, separator);
    return new Smtp(
        new MailServer(
            host,
            port == 0 ? security.port : port,
            security,
            user.isEmpty() ? null : decoded(user),
            separator < 0 ? null : decoded(userInfo.substring(separator + 1))));
  }

  private static MailServer.Security security(String scheme, int port, String options) {
    if (scheme.equals("smtp+ssl") || options.contains("use_ssl=true")) {
      return MailServer.Security.TLS;
    }
    if (scheme.equals("smtps")) {
      return port == 0 || port == MailServer.Security.TLS.port
          ? MailServer.Security.TLS
          : MailServer.Security.STARTTLS;
    }
    return scheme.equals("smtp+tls") || options.contains("use_tls=true")
        ? MailServer.Security.STARTTLS
        : MailServer.Security.PLAIN;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw wrong("the port is no number from 1 to 65535", e);
    }
    throw wrong("the port is no number from 1 to 65535");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("a % is not followed by two hexadecimal digits", e);
    }
  }

  private static SettingsException wrong(String problem) {
    return new SettingsException("EMAIL_URL cannot be used: %s; %s.".formatted(problem, EXPECTED));
  }

  private static SettingsException wrong(String problem, Throwable cause) {
    return new SettingsException(
        "EMAIL_URL cannot be used: %s; %s.".formatted(problem, EXPECTED), cause);
  }
}
