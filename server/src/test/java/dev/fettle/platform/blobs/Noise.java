package dev.fettle.platform.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Bytes that look random, made while they are read: as many as wanted, none in memory. */
record Noise(long seed, long size) implements BlobContent {

  BlobHash hash() throws IOException {
    return hash(open());
  }

  /** Reads a stream to its end and closes it. */
  static BlobHash hash(InputStream bytes) throws IOException {
    try (var digesting = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(java.io.OutputStream.nullOutputStream());
      return BlobHash.of(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public InputStream open() {
    return new Stream(seed, size);
  }

  private static final class Stream extends InputStream {
    private final SplittableRandom random;
    private long left;

    Stream(long seed, long size) {
      this.random = new SplittableRandom(seed);
      this.left = size;
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      return random.nextInt() & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(left, length);
      for (int i = 0; i < count; i++) {
        target[offset + i] = (byte) random.nextInt();
      }
      left -= count;
      return count;
    }
  }
}
