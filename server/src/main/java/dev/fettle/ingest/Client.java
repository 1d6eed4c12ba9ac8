package dev.fettle.ingest;

import dev.fettle.platform.http.TrustedProxies;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param address as far as proxies are trusted
 * @param origin the page that sends, from {@code Origin} or else {@code Referer}; null when it is
 *     no page
 */
record Client(String address, @Nullable String userAgent, @Nullable String origin) {

  static Client of(Request request, TrustedProxies proxies) {
    HttpFields headers = request.getHeaders();
    var origin = headers.get(HttpHeader.ORIGIN);
    return new Client(
        proxies.clientAddress(Request.getRemoteAddr(request), headers::getValuesList),
        headers.get(HttpHeader.USER_AGENT),
        origin == null ? headers.get(HttpHeader.REFERER) : origin);
  }
}
