package dev.fettle.ingest;

import dev.fettle.platform.work.BodyPatience;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** The bytes as the client sends them, bounded in number and in time. */
final class ClientStream extends FilterInputStream {

  private final int limit;
  private final BodyPatience patience;
  private final long begin = System.nanoTime();
  private long count;
  private boolean failed;

  ClientStream(InputStream in, int limit, BodyPatience patience) {
    super(in);
    this.limit = limit;
    this.patience = patience;
  }

  /** How many came. */
  long count() {
    return count;
  }

  /** Whether the connection broke or was given up. */
  boolean failed() {
    return failed;
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
    if (read >= 0 && patience.isOver(begin, count)) {
      failed = true;
      throw new BodyRefusedException(
          BodyRefusedException.Reason.TOO_SLOW,
          "%d bytes came in %d seconds"
              .formatted(count, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)));
    }
    return read;
  }

  /** Reads and forgets, until the end or a bound. */
  void forget(long most, long mostNanos) {
    var buffer = new byte[8192];
    long until = System.nanoTime() + mostNanos;
    try {
      long left = most;
      int read = 0;
      while (left > 0 && read >= 0 && System.nanoTime() - until < 0) {
        read = in.read(buffer);
        left -= Math.max(read, 0);
      }
    } catch (IOException e) {
      failed = true;
    }
  }

  /** A decoder that is closed leaves the connection alone. */
  @Override
  public void close() {}

  /** The request is over. */
  void end() {
    try {
      in.close();
    } catch (IOException e) {
      failed = true;
    }
  }
}
