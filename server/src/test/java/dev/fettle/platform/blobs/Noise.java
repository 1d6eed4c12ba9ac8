package dev.fettle.platform.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
    private final long seed;
    private final long size;
    private long position;

    Stream(long seed, long size) {
      this.seed = seed;
      this.size = size;
    }

    @Override
    public int read() {
      return position == size ? -1 : next() & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == size) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(size - position, length);
      for (int i = 0; i < count; i++) {
        target[offset + i] = next();
      }
      return count;
    }

    private byte next() {
      position++;
      return (byte) ((position * 0x9E3779B97F4A7C15L ^ seed * 0xD1B54A32D192ED03L) >>> 56);
    }
  }
}
