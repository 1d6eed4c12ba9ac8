package dev.fettle.core.envelope;

/**
 * The first line of a body is no envelope header, so nothing in it can be trusted. The message
 * names the cause.
 */
public final class MalformedEnvelopeException extends Exception {
  MalformedEnvelopeException(String message) {
    super(message);
  }
}
