package dev.fettle.platform.http;

import dev.fettle.platform.work.BodyPatience;
import dev.fettle.platform.work.BusyException;
import dev.fettle.platform.work.MemoryBudget;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Bounds what a body may take: bytes, memory of the budget all bodies of the process share, and
 * time; whatever its {@code Content-Length} says. The intake of events is in front of the servlet
 * context and has limits of its own, and the same budget.
 */
public final class BodyLimit extends OncePerRequestFilter {

  private static final long DRAINED_BYTES = 8 << 20;

  /** All bodies of the API together have the share of one owner. */
  private static final long OWNER = -1;

  private final long limitBytes;
  private final MemoryBudget memory;
  private final BodyPatience patience;

  BodyLimit(long limitBytes, MemoryBudget memory, BodyPatience patience) {
    this.limitBytes = limitBytes;
    this.memory = memory;
    this.patience = patience;
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

  /** The body took longer than it may. */
  static final class TooSlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooSlowException() {
      super("a request body took too long", null, false, false);
    }
  }

  /** Allows this request fewer bytes. Called before its body is opened. */
  public static void narrow(HttpServletRequest request, long limitBytes) {
    limited(request).limitBytes = limitBytes;
  }

  /**
   * Takes memory for what is made of the body; given back when the request ends.
   *
   * @throws BusyException when there is none
   */
  public static void charge(HttpServletRequest request, int bytes) {
    limited(request).charge(bytes);
  }

  /** What the request may take besides. */
  static RequestMemory memory(HttpServletRequest request) {
    return new RequestMemory(limited(request).claim);
  }

  private static LimitedRequest limited(HttpServletRequest request) {
    var limited = WebUtils.getNativeRequest(request, LimitedRequest.class);
    if (limited == null) {
      throw new IllegalStateException("a request came around the filter for bodies");
    }
    return limited;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (var claim = memory.claim()) {
      claim.ownedBy(OWNER);
      chain.doFilter(new LimitedRequest(request, limitBytes, claim, patience), response);
    }
  }

  private static final class LimitedRequest extends HttpServletRequestWrapper {

    private final MemoryBudget.Claim claim;
    private final BodyPatience patience;
    private long limitBytes;

    LimitedRequest(
        HttpServletRequest request,
        long limitBytes,
        MemoryBudget.Claim claim,
        BodyPatience patience) {
      super(request);
      this.limitBytes = limitBytes;
      this.claim = claim;
      this.patience = patience;
    }

    void charge(int bytes) {
      if (!claim.tryTake(bytes)) {
        throw new BusyException("too many large requests at once: send again later");
      }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      var stream = new LimitedStream(super.getInputStream(), this);
      if (getContentLengthLong() > limitBytes) {
        throw stream.tooLarge();
      }
      return stream;
    }
  }

  private static final class LimitedStream extends ServletInputStream {

    private static final int CHARGED_BYTES = 8 * 1024;

    private final ServletInputStream stream;
    private final LimitedRequest request;
    private final long begin = System.nanoTime();
    private long readBytes;
    private long chargedBytes;

    LimitedStream(ServletInputStream stream, LimitedRequest request) {
      this.stream = stream;
      this.request = request;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (chargedBytes <= readBytes) {
        request.charge(2 * CHARGED_BYTES); // it is put together from pieces: twice for a moment
        chargedBytes += CHARGED_BYTES;
      }
      int read = stream.read(buffer, offset, (int) Math.min(length, chargedBytes - readBytes));
      readBytes += Math.max(0, read);
      if (readBytes > request.limitBytes) {
        throw tooLarge();
      }
      checkTime(read);
      return read;
    }

    private void checkTime(int read) {
      if (read >= 0 && request.patience.isOver(begin, readBytes)) {
        throw new TooSlowException();
      }
    }

    /**
     * Reads some more and forgets it. A client that is still sending when the connection closes
     * never sees the answer.
     */
    private TooLargeException tooLarge() throws IOException {
      var buffer = new byte[8 * 1024];
      long limit = readBytes + DRAINED_BYTES;
      int read = 0;
      while (read >= 0 && readBytes < limit) {
        read = stream.read(buffer);
        readBytes += Math.max(0, read);
        checkTime(read);
      }
      return new TooLargeException(ApiException.tooLarge(request.limitBytes));
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
