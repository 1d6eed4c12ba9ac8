package dev.fettle.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * A decoder that is watched while it works. Everything a format lets one say without saying
 * anything, such as file names in a gzip header, empty blocks, skippable frames and metadata, is
 * work without a result: it is refused once it has taken too many bytes in a row. What gives a
 * little now and then is bounded by the processor's time. How much comes out in all is the {@link
 * Body}'s to bound.
 */
final class WatchedDecoder extends InputStream {

  /** Twenty megabytes of real text take a tenth of it on a small machine. */
  private static final long MOST_CPU_NANOS = 2_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long UNKNOWN = -1;

  private final ContentDecoding encoding;
  private final long begin = cpuNanos();
  private final InputStream decoder;
  private int silent;

  /** Opens the decoder, which may read a whole header already. */
  WatchedDecoder(InputStream encoded, ContentDecoding encoding) throws IOException {
    this.encoding = encoding;
    this.decoder = encoding.decoder(new Fed(encoded));
  }

  /** Of this thread; a virtual one does not know, and is given small bodies only. */
  private static long cpuNanos() {
    return Thread.currentThread().isVirtual() ? UNKNOWN : THREADS.getCurrentThreadCpuTime();
  }

  private void fed(int bytes) {
    silent += bytes;
    if (silent > encoding.silentBytes()) {
      throw refused("has more than %d bytes that hold nothing".formatted(encoding.silentBytes()));
    }
    if (begin != UNKNOWN && cpuNanos() - begin > MOST_CPU_NANOS) {
      throw refused("takes too long to decode");
    }
  }

  private static BodyRefusedException refused(String what) {
    return new BodyRefusedException(
        BodyRefusedException.Reason.BROKEN_ENCODING, "the encoded body " + what);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = decoder.read(target, offset, Math.min(length, Fed.BITE)); // some fill all of it
    if (read > 0) {
      silent = 0;
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }

  /** What the decoder eats, in bites that it is watched between. */
  private final class Fed extends FilterInputStream {

    private static final int BITE = 8192;

    Fed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      fed(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, Math.min(length, BITE));
      fed(Math.max(read, 0));
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() {}
  }
}
