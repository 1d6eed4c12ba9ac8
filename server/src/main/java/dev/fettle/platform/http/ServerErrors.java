package dev.fettle.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server refuses before any route, in the same shape as everything else: {@code {"detail":
 * …}}. It shows no more of a failure than its status.
 */
final class ServerErrors extends ErrorHandler {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    describe(response.getHeaders());
    if (status == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    }
    response.write(true, body(status, message), callback);
  }

  private static void describe(HttpFields.Mutable headers) {
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
  }

  private static ByteBuffer body(int status, @Nullable String message) {
    var detail = status >= 500 || message == null ? HttpStatus.getMessage(status) : message;
    return ByteBuffer.wrap(
        JSON.writeValueAsString(Map.of("detail", detail)).getBytes(StandardCharsets.UTF_8));
  }
}
