package dev.fettle.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way in: bounded as sent and as decoded, its memory given back on close.
 *
 * <p>gzip and deflate are decoded while bytes arrive. A brotli or zstd decoder may take megabytes
 * of native memory per stream, so those bodies are received first and then decoded a few at a time:
 * a slow client never holds a decoder.
 */
final class IncomingBody implements AutoCloseable {

  /** What all bodies share. */
  record Shared(IngestLimits limits, MemoryBudget memory, Spool spool, Semaphore nativeDecoders) {

    private static final int NATIVE_DECODERS = 4;

    Shared(IngestLimits limits) {
      this(
          limits,
          new MemoryBudget(limits.memoryBytes()),
          new Spool(limits.spool()),
          new Semaphore(NATIVE_DECODERS));
    }
  }

  private final Request request;
  private final Shared shared;
  private final ClientStream raw;
  private final long announced;
  private final @Nullable String encoding;
  private final Body body;
  private @Nullable Body sent;
  private @Nullable InputStream decoded;
  private boolean holdsDecoder;

  IncomingBody(Request request, Shared shared) {
    this.request = request;
    this.shared = shared;
    this.raw = new ClientStream(Content.Source.asInputStream(request), shared.limits().bodyBytes());
    this.announced = Math.max(0, request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH));
    this.encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    this.body = new Body(shared.memory().claim(), shared.spool());
  }

  /** What was received so far, decoded. */
  Body body() {
    return body;
  }

  /** Whether reading failed because of the connection, not because of what was sent. */
  boolean clientFailed() {
    return raw.failed;
  }

  /** Receives the first line, or at least {@code enough} bytes; may receive more. */
  void readLine(int enough) throws IOException, InterruptedException {
    body.readLine(stream(), announced, enough);
  }

  /** Receives the rest, at most {@code limit} bytes decoded. */
  void readAll(int limit) throws IOException, InterruptedException {
    body.readAll(stream(), announced, limit, () -> raw.count);
  }

  private InputStream stream() throws IOException, InterruptedException {
    var open = decoded;
    if (open == null) {
      open = ContentDecoding.decode(source(), encoding);
      decoded = open;
    }
    return open;
  }

  private InputStream source() throws IOException, InterruptedException {
    if (!ContentDecoding.isNative(encoding)) {
      return raw;
    }
    var received = new Body(shared.memory().claim(), shared.spool());
    sent = received;
    received.readAll(raw, announced, shared.limits().bodyBytes(), () -> raw.count);
    shared.nativeDecoders().acquire();
    holdsDecoder = true;
    return received.stream();
  }

  /**
   * Receives and forgets what the client still sends, up to a bound: a connection closed in the
   * middle of a request would hide the answer, and some clients would send all of it again. Gives
   * its memory back first.
   */
  void drain() {
    release();
    long most = shared.limits().bodyBytes();
    boolean waitsForUs = raw.count == 0 && request.getHeaders().contains(HttpHeader.EXPECT);
    if (!raw.failed && !waitsForUs && announced <= 2 * most) {
      raw.forget(most);
    }
  }

  @Override
  public void close() {
    release();
    raw.end();
  }

  private void release() {
    body.close();
    if (sent != null) {
      sent.close();
    }
    var decoder = decoded;
    decoded = null;
    try {
      if (decoder != null) {
        decoder.close();
      }
    } catch (IOException e) {
      raw.failed = true; // the answer is made already; a decoder has nothing else to say
    } finally {
      if (holdsDecoder) {
        holdsDecoder = false;
        shared.nativeDecoders().release();
      }
    }
  }

  /** The bytes as the client sends them, bounded; closing a decoder leaves the connection alone. */
  private static final class ClientStream extends FilterInputStream {

    private final int limit;
    private long count;
    private boolean failed;

    ClientStream(InputStream in, int limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(target, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
      count += Math.max(read, 0);
      if (count > limit) {
        throw new BodyRefusedException(
            BodyRefusedException.Reason.TOO_LARGE,
            "the body is larger than %d bytes".formatted(limit));
      }
      return read;
    }

    private void forget(long most) {
      var buffer = new byte[8192];
      try {
        long left = most;
        int read = 0;
        while (left > 0 && read >= 0) {
          read = in.read(buffer);
          left -= Math.max(read, 0);
        }
      } catch (IOException e) {
        failed = true;
      }
    }

    @Override
    public void close() {}

    private void end() {
      try {
        in.close();
      } catch (IOException e) {
        failed = true;
      }
    }
  }
}
