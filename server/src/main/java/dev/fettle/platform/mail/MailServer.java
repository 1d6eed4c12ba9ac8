package dev.fettle.platform.mail;

import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in. The operator names it, so it may be in a private network.
 *
 * @param user null: without signing in
 */
record MailServer(
    String host, int port, Security security, @Nullable String user, @Nullable String password) {

  /** How the connection is protected. Certificates and their names are always checked. */
  enum Security {
    /** Not at all: for a server on this machine or in a network of one's own. */
    PLAIN(25),
    /** Begins in plain text and must become TLS before anything is said. */
    STARTTLS(587),
    /** TLS from the first byte. */
    TLS(465);

    final int port;

    Security(int port) {
      this.port = port;
    }
  }

  /** Without the password: this is for logs and errors. */
  @Override
  public String toString() {
    return "%s:%d (%s)".formatted(host, port, security);
  }
}
