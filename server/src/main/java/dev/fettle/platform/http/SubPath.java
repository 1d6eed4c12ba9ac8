package dev.fettle.platform.http;

import dev.fettle.platform.config.SettingsException;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where on its host a proxy serves us: the path of {@code GLITCHTIP_DOMAIN}, such as {@code
 * /errors}. It is taken off each address once that is known to be plain ({@link PlainPaths}), so
 * everything else lives at the root; a proxy that takes it off itself is as good.
 */
public final class SubPath implements HttpConfiguration.Customizer {

  /** Segments that need no encoding, the first none of ours: no address can be read in two ways. */
  private static final Pattern BASE =
      Pattern.compile("/|(?!/(?:api|media|metrics|tunnel)/|/_)(?:/(?!\\.+/)[A-Za-z0-9._~-]+)+/");

  private final String path;

  private SubPath(String path) {
    this.path = path;
  }

  /**
   * Takes it from the public address.
   *
   * @throws SettingsException when the path cannot be told from the server's own
   */
  static SubPath of(@Nullable String publicUrl) {
    var path = publicUrl == null ? "" : URI.create(publicUrl).getRawPath();
    var bare = path == null ? "" : path.replaceFirst("/$", "");
    if (!BASE.matcher(bare + "/").matches()) {
      throw new SettingsException(
          "GLITCHTIP_DOMAIN is \"%s\": its path may hold letters, digits and ._~- and must not begin as a path of ours (/api, /media, /metrics, /tunnel, an underscore), such as https://example.com/errors."
              .formatted(publicUrl));
    }
    return new SubPath(bare);
  }

  /** What stands before each of our paths, such as {@code /errors}; empty at the root. */
  public String prefix() {
    return path;
  }

  /**
   * What relative addresses of the page begin with, such as {@code /errors/}; a slash at the root.
   */
  public String base() {
    return path + "/";
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    var uri = request.getHttpURI();
    var sent = uri.getPath();
    if (path.isEmpty() || sent == null || !(sent + "/").startsWith(base())) {
      return request;
    }
    var rest = sent.length() == path.length() ? "/" : sent.substring(path.length());
    var plain = HttpURI.build(uri, rest, uri.getParam(), uri.getQuery()).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpURI getHttpURI() {
        return plain;
      }
    };
  }
}
