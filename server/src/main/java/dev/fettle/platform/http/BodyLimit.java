package dev.fettle.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses to read more of a body than the limit, whatever its {@code Content-Length} says. The
 * intake of events is in front of the servlet context and has limits of its own.
 */
final class BodyLimit extends OncePerRequestFilter {

  private static final long DRAINED_BYTES = 8 << 20;

  private final long limitBytes;

  BodyLimit(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** More bytes than allowed were sent. */
  static final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ApiException refusal;

    TooLargeException(ApiException refusal) {
      super(refusal.getMessage());
      this.refusal = refusal;
    }

    ApiException refusal() {
      return refusal;
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new LimitedRequest(request, limitBytes), response);
  }

  /**
   * Reads some more and forgets it. A client that is still sending when the connection closes never
   * sees the answer.
   */
  private static void drain(ServletInputStream stream) throws IOException {
    var buffer = new byte[16 * 1024];
    long left = DRAINED_BYTES;
    while (left > 0) {
      int read = stream.read(buffer);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private static final class LimitedRequest extends HttpServletRequestWrapper {

    private final long limitBytes;

    LimitedRequest(HttpServletRequest request, long limitBytes) {
      super(request);
      this.limitBytes = limitBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (getContentLengthLong() > limitBytes) {
        drain(super.getInputStream());
        throw new TooLargeException(ApiException.tooLarge(limitBytes));
      }
      return new LimitedStream(super.getInputStream(), limitBytes);
    }
  }

  private static final class LimitedStream extends ServletInputStream {

    private final ServletInputStream stream;
    private final long limitBytes;
    private long readBytes;

    LimitedStream(ServletInputStream stream, long limitBytes) {
      this.stream = stream;
      this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
      int value = stream.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = stream.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) throws IOException {
      readBytes += bytes;
      if (readBytes > limitBytes) {
        drain(stream);
        throw new TooLargeException(ApiException.tooLarge(limitBytes));
      }
    }

    @Override
    public boolean isFinished() {
      return stream.isFinished();
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      stream.setReadListener(listener);
    }
  }
}
