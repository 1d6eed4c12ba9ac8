package dev.fettle.accounts;

import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Outbox;
import dev.fettle.platform.outbox.OutboxMessage;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a link mailed to who forgot their password. Thread-safe.
 *
 * <p>It looks at no account: it writes one message, whoever has the address, and {@link
 * PasswordResetLetter} looks when the mail is written. So neither the answer nor its time says who
 * has an account.
 */
final class PasswordResetPost {

  static final String CHANNEL = "password-reset";

  /** How long a link works, from when it was asked for. */
  static final Duration AGE = Duration.ofHours(4);

  private final Mail mail;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final Ids ids;

  PasswordResetPost(Mail mail, Outbox outbox, TransactionTemplate transactions, Ids ids) {
    this.mail = mail;
    this.outbox = outbox;
    this.transactions = transactions;
    this.ids = ids;
  }

  /** Whether there is mail to send a link by. */
  boolean isPossible() {
    return mail.isConfigured();
  }

  /** Lets a mail be sent to that address, which has the form of one. */
  void send(String email) {
    var message = new OutboxMessage(CHANNEL, "password-reset:" + ids.uuidV7(), email, "", AGE);
    transactions.executeWithoutResult(_ -> outbox.write(List.of(message)));
  }
}
