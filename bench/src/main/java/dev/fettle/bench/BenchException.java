package dev.fettle.bench;

import org.jspecify.annotations.Nullable;

/** A measurement cannot be made; the message says why and where to look. */
final class BenchException extends RuntimeException {

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
