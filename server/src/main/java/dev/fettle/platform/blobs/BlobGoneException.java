package dev.fettle.platform.blobs;

/**
 * A content that was kept was removed again before anything referred to it. Keep it anew and refer
 * to it in a new transaction.
 */
public final class BlobGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BlobGoneException(int contents) {
    super(contents + " contents were removed before anything referred to them");
  }
}
