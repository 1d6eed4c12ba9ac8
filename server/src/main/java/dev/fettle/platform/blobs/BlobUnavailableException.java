package dev.fettle.platform.blobs;

/** Contents cannot be kept or read now; the message names the place, the cause and the remedy. */
public final class BlobUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean local;

  private BlobUnavailableException(boolean local, String message, Throwable cause) {
    super(message, cause);
    this.local = local;
  }

  /** The disk of this machine, on which everything else depends too. */
  public static BlobUnavailableException ofDisk(String message, Throwable cause) {
    return new BlobUnavailableException(true, message, cause);
  }

  /** Another machine: this one can go on with other work. */
  public static BlobUnavailableException ofBucket(String message, Throwable cause) {
    return new BlobUnavailableException(false, message, cause);
  }

  /** Whether it is our own disk. */
  public boolean isLocal() {
    return local;
  }
}
