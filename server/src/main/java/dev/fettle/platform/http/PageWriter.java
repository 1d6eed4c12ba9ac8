package dev.fettle.platform.http;

import dev.fettle.platform.paging.Cursor;
import dev.fettle.platform.paging.Page;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Writes a {@link Page}: the bare array as body, and the headers of GlitchTip's lists with a {@code
 * Link} that RFC 8288 parsers read (GlitchTip 5 wraps it in braces).
 */
@ControllerAdvice
final class PageWriter implements ResponseBodyAdvice<Object> {

  private final Origins origins;

  PageWriter(Origins origins) {
    this.origins = origins;
  }

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return Page.class.isAssignableFrom(returnType.getParameterType());
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (!(body instanceof Page<?> page)
        || !(request instanceof ServletServerHttpRequest servletRequest)) {
      return body;
    }
    var servlet = servletRequest.getServletRequest();
    var url = origins.requestUrl(servlet) + origins.of(servlet).path() + servlet.getRequestURI();
    var query = servlet.getQueryString();
    var headers = response.getHeaders();
    headers.set(
        "Link",
        entry(url, query, "previous", page.previous())
            + ", "
            + entry(url, query, "next", page.next()));
    headers.set("X-Hits", Long.toString(page.hits()));
    headers.set("X-Max-Hits", Integer.toString(Page.MAX_HITS));
    return page.items();
  }

  /** {@code <url>; rel="next"; results="true"; cursor="…"}, the cursor first in the query. */
  static String entry(
      String url, @Nullable String query, String relation, @Nullable Cursor cursor) {
    var text = new StringBuilder("<").append(url);
    char separator = '?';
    if (cursor != null) {
      text.append("?cursor=").append(CursorText.write(cursor));
      separator = '&';
    }
    for (var pair : query == null ? new String[0] : query.split("&")) {
      if (!pair.isEmpty() && (cursor == null || !isCursor(pair))) {
        text.append(separator).append(safe(pair));
        separator = '&';
      }
    }
    text.append(">; rel=\"").append(relation).append("\"; results=\"").append(cursor != null);
    if (cursor != null) {
      text.append("\"; cursor=\"").append(CursorText.write(cursor));
    }
    return text.append('"').toString();
  }

  private static boolean isCursor(String pair) {
    return pair.equals("cursor") || pair.startsWith("cursor=");
  }

  /** A client may send characters a header must not hold; they are encoded as a browser would. */
  private static String safe(String pair) {
    for (int i = 0; i < pair.length(); i++) {
      char c = pair.charAt(i);
      if (c <= ' ' || c >= 127 || c == '<' || c == '>' || c == '"' || c == ',') {
        int equals = pair.indexOf('=');
        return equals < 0
            ? encode(pair)
            : encode(pair.substring(0, equals)) + "=" + encode(pair.substring(equals + 1));
      }
    }
    return pair;
  }

  private static String encode(String text) {
    String plain;
    try {
      plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      plain = text;
    }
    return URLEncoder.encode(plain, StandardCharsets.UTF_8);
  }
}
