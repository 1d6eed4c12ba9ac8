package dev.fettle.core.otlp;

/** A request holds more than is read at once. */
public final class TooManyEntriesException extends Exception {

  TooManyEntriesException() {
    super(
        "more than %d entries in one request: export smaller batches"
            .formatted(Containers.MAX_ENTRIES));
  }
}
