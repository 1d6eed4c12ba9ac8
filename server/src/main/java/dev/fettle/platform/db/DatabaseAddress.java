package dev.fettle.platform.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a PostgreSQL server is and who we are there.
 *
 * @param jdbcUrl without credentials
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

  /**
   * Reads {@code postgres://user:password@host:port/database?sslmode=require}, the form of
   * GlitchTip's {@code DATABASE_URL}.
   *
   * @throws DatabaseStartException when it is of another form; the password is not repeated in the
   *     message
   */
  public static DatabaseAddress parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new DatabaseStartException(
          "DATABASE_URL is not a URL (%s at position %d): expected postgres://user:password@host:5432/database."
              .formatted(e.getReason(), e.getIndex()),
          e);
    }
    var scheme = uri.getScheme();
    if (uri.getHost() == null
        || scheme == null
        || !(scheme.equals("postgres") || scheme.equals("postgresql"))) {
      throw new DatabaseStartException(
          "DATABASE_URL must look like postgres://user:password@host:5432/database.");
    }
    var userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = userInfo.indexOf(':');
    var user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    var password = colon < 0 ? "" : userInfo.substring(colon + 1);
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new DatabaseAddress(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
        decode(user),
        decode(password));
  }

  /** This address in the form of {@link #parse}, credentials included. */
  public String postgresUrl() {
    return "postgres://%s:%s@%s"
        .formatted(
            encode(user), encode(password), jdbcUrl.substring("jdbc:postgresql://".length()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
