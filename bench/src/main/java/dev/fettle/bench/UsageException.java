package dev.fettle.bench;

/** The command line asks for something that does not exist; the message says what does. */
final class UsageException extends RuntimeException {

  UsageException(String message) {
    super(message);
  }
}
