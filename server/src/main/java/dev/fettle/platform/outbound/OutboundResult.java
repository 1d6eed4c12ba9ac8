package dev.fettle.platform.outbound;

import dev.fettle.core.ByteSlice;
import java.net.URI;
import java.util.Map;

/** What became of a request. */
public sealed interface OutboundResult {

  /**
   * The other side answered, with whatever status.
   *
   * @param headers the last value of each, by lower-case name
   * @param body at most as many bytes as were asked for
   * @param cut whether the body was longer
   * @param url of the last redirect, or the one that was asked for
   */
  record Answered(int status, Map<String, String> headers, ByteSlice body, boolean cut, URI url)
      implements OutboundResult {

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * No answer.
   *
   * @param detail for the person who chose the address: names the cause, holds no secret
   */
  record Failed(Failure failure, String detail) implements OutboundResult {}

  /** Why there is no answer. */
  enum Failure {
    /** Not http or https, with credentials in it, or no host. */
    BAD_URL,
    /** A private or special address that the operator has not allowed. */
    ADDRESS_NOT_ALLOWED,
    /** The host has no address. */
    NAME_NOT_FOUND,
    /** Refused, reset, unreachable. */
    NOT_CONNECTED,
    /** The certificate or the handshake. */
    TLS_FAILED,
    /** Not done before the deadline. */
    TIMED_OUT,
    /** More redirects than wanted. */
    TOO_MANY_REDIRECTS,
    /** Not HTTP, or headers without end. */
    BAD_ANSWER,
    /** Too many requests of ours are under way. */
    BUSY
  }
}
