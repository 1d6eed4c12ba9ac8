package dev.fettle.platform.mail;

import dev.fettle.platform.outbox.Delivery;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of one letter from failures of the server, by the reply codes of RFC 5321 section
 * 4.2: 4xx may change, 5xx will not; what is said to our greeting, sign-in or sender is said to all
 * letters.
 */
final class SmtpFailures {

  /**
   * The server closes the connection (421), wants a sign-in (530), or wants TLS before it (538).
   */
  private static final Pattern OF_ALL = Pattern.compile("421|530|535|538");

  private static final int PERMANENT = 500;

  private final MailServer server;

  SmtpFailures(MailServer server) {
    this.server = server;
  }

  /**
   * What the failure means.
   *
   * @param greeted whether the connection was made and signed in before
   */
  Delivery result(MessagingException failure, boolean greeted) {
    if (failure instanceof AuthenticationFailedException) {
      return new Delivery.Away(
          "%s does not take the user and password of EMAIL_URL: %s"
              .formatted(server, said(failure)));
    }
    if (!greeted) {
      return new Delivery.Away("%s cannot be used: %s".formatted(server, said(failure)));
    }
    @Nullable Exception cause = failure;
    while (cause != null) {
      var result = byCode(cause);
      if (result != null) {
        return result;
      }
      cause = cause instanceof MessagingException next ? next.getNextException() : null;
    }
    return new Delivery.Away("%s broke off: %s".formatted(server, said(failure)));
  }

  private @Nullable Delivery byCode(Exception failure) {
    return switch (failure) {
      case SMTPAddressFailedException address -> judged(address.getReturnCode(), address);
      case SMTPSenderFailedException sender ->
          new Delivery.Away(
              "%s does not take mail of DEFAULT_FROM_EMAIL: %s".formatted(server, said(sender)));
      // one that only says that an address failed has that failure next
      case SMTPSendFailedException sending
          when !(sending.getNextException() instanceof SMTPAddressFailedException)
              && !(sending.getNextException() instanceof SMTPSenderFailedException) ->
          judged(sending.getReturnCode(), sending);
      default -> null;
    };
  }

  private Delivery judged(int code, Exception failure) {
    var cause = "%s: %s".formatted(server, said(failure));
    if (OF_ALL.matcher(Integer.toString(code)).matches()) {
      return new Delivery.Away(cause);
    }
    return code >= PERMANENT ? new Delivery.Refused(cause) : new Delivery.Failed(cause);
  }

  /**
   * The library's text and the innermost reason, which is what names a certificate or a timeout.
   */
  private static String said(Exception failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    var text = String.valueOf(failure.getMessage()).strip();
    return failure.getCause() == null
        ? text
        : "%s (%s: %s)"
            .formatted(text, innermost.getClass().getSimpleName(), innermost.getMessage());
  }
}
