package dev.fettle.core;

/**
 * A payload that is not what its item type promises (not JSON, or JSON of another shape). The
 * message names the cause.
 */
public final class MalformedPayloadException extends Exception {
  public MalformedPayloadException(String message) {
    super(message);
  }
}
