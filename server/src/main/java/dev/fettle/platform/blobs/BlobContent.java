package dev.fettle.platform.blobs;

import dev.fettle.core.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes to keep, which can be read from their beginning as often as needed: a write that fails is
 * tried again.
 */
public interface BlobContent {

  /** How many bytes it has. */
  long size();

  /** A new stream of all of them, for the caller to close. */
  InputStream open() throws IOException;

  /** Bytes in memory, without a copy. */
  static BlobContent of(ByteSlice bytes) {
    return new BlobContent() {
      @Override
      public long size() {
        return bytes.length();
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length());
      }
    };
  }
}
