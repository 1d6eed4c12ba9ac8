package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.work.BodyPatience;
import dev.fettle.platform.work.MemoryBudget;
import dev.fettle.platform.work.WorkPool;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way in: bounded as sent, as decoded and in time, its memory given back on
 * close.
 *
 * <p>An encoded body is received first and decoded then, so that a slow client never holds a
 * decoder, and on a thread of the {@link WorkPool} unless it is small.
 */
final class IncomingBody implements AutoCloseable {

  /** What all bodies share. */
  record Shared(
      IngestLimits limits, MemoryBudget memory, Spool spool, WorkPool work, BodyPatience patience) {

    Shared(IngestLimits limits, MemoryBudget memory, WorkPool work, BodyPatience patience) {
      this(
          limits,
          memory,
          new Spool(limits.spool(), limits.spoolBytes(), limits.diskFloorBytes()),
          work,
          patience);
    }
  }

  /** How much larger an event is than its gzip: one block holds most of them. */
  private static final long USUAL_RATIO = 4;

  /** An encoded body up to this size is decoded at once: a thousandth of a second or two. */
  private static final int SMALL_ENCODED_BYTES = 16 * 1024;

  /** What is read and forgotten so that a client sees its answer. */
  private static final long DRAINED_BYTES = 64L << 20;

  private static final long DRAINED_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Request request;
  private final Shared shared;
  private final ClientStream raw;
  private final long announced;
  private final Body body;
  private @Nullable Body sent;
  private long owner;

  IncomingBody(Request request, Shared shared) {
    this.request = request;
    this.shared = shared;
    this.raw =
        new ClientStream(
            Content.Source.asInputStream(request), shared.limits().bodyBytes(), shared.patience());
    this.announced = Math.max(0, request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH));
    this.body = new Body(shared.memory().claim(), shared.spool());
  }

  private ContentDecoding encoding() {
    return ContentDecoding.of(request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING));
  }

  /** The body before it is decoded. */
  private Body sent() {
    var encoded = sent;
    if (encoded == null) {
      encoded = new Body(shared.memory().claim(), shared.spool());
      encoded.ownedBy(owner);
      sent = encoded;
    }
    return encoded;
  }

  /** What was received so far, decoded. */
  Body body() {
    return body;
  }

  /** Whether reading failed because of the connection, not because of what was sent. */
  boolean clientFailed() {
    return raw.failed();
  }

  /** Says for which project it is, once that is known. */
  void ownedBy(long projectId) {
    owner = projectId;
    body.ownedBy(projectId);
    if (sent != null) {
      sent.ownedBy(projectId);
    }
  }

  /**
   * The first line, or the first {@code enough} bytes, of a body whose sender is not known yet: no
   * more is received than a fixed number of bytes, and no more is decoded.
   */
  ByteSlice firstLine(int enough) throws IOException, InterruptedException {
    var encoding = encoding();
    if (encoding == ContentDecoding.IDENTITY) {
      body.readLine(raw, announced, enough);
      return body.start(enough);
    }
    var encoded = sent();
    encoded.readStart(raw, announced, encoding.startBytes());
    return ByteSlice.of(encoding.start(encoded.stream(), enough));
  }

  /**
   * Receives the rest, at most {@code limit} bytes decoded, and has all of it in memory.
   *
   * @throws BodyRefusedException when it is too large or too slow, bursts, or is encoded as nobody
   *     decodes
   */
  void readAll(int limit) throws IOException, InterruptedException {
    var encoding = encoding();
    if (encoding == ContentDecoding.IDENTITY) {
      body.readAll(raw, announced, limit, raw::count);
    } else {
      receiveAndDecode(encoding, limit);
    }
    body.load();
  }

  private void receiveAndDecode(ContentDecoding encoding, int limit)
      throws IOException, InterruptedException {
    var encoded = sent();
    encoded.readAll(raw, announced, shared.limits().bodyBytes(), raw::count);
    compute(
        !encoding.isNative() && encoded.length() <= SMALL_ENCODED_BYTES,
        () -> {
          var source = new EndNoting(encoded.stream());
          try (var in = encoding.open(source)) {
            body.readAll(in, USUAL_RATIO * encoded.length(), limit, encoded::length);
          } catch (IOException e) {
            if (source.ended) {
              throw cutShort(encoded.length());
            }
            throw e;
          }
          return true;
        });
    encoded.close();
  }

  private static BodyRefusedException cutShort(int bytes) {
    return new BodyRefusedException(
        BodyRefusedException.Reason.CUT_SHORT,
        "the compressed body ended early, after %d bytes: send all of it".formatted(bytes));
  }

  /** A decoder that fails after this has said that there is no more was not given all. */
  private static final class EndNoting extends FilterInputStream {

    private boolean ended;

    EndNoting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return noted(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return noted(super.read(target, offset, length));
    }

    private int noted(int read) {
      ended |= read < 0;
      return read;
    }
  }

  /**
   * Does what takes a processor in proportion to the body: at once when it is small, else in turn
   * on one of the threads for that.
   */
  <T> T compute(WorkPool.Work<T> work) throws IOException, InterruptedException {
    return compute(body.length() <= MemoryBudget.SMALL_BYTES, work);
  }

  private <T> T compute(boolean small, WorkPool.Work<T> work)
      throws IOException, InterruptedException {
    return small ? work.run() : shared.work().run(owner, work);
  }

  /**
   * Receives and forgets what the client still sends, up to a bound in bytes and time: a connection
   * closed in the middle of a request would hide the answer, and some clients would send all of it
   * again. Gives its memory back first.
   */
  void drain() {
    release();
    boolean waitsForUs = raw.count() == 0 && request.getHeaders().contains(HttpHeader.EXPECT);
    if (!raw.failed() && !waitsForUs && announced <= DRAINED_BYTES) {
      raw.forget(DRAINED_BYTES, DRAINED_NANOS);
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
  }
}
