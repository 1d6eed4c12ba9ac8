package dev.fettle.organizations;

import dev.fettle.accounts.Emails;
import dev.fettle.accounts.RateLimit;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Outbox;
import dev.fettle.platform.outbox.OutboxMessage;
import java.time.Duration;
import java.util.List;

/** Has the link of an invitation mailed, when there is mail. Thread-safe. */
final class InvitationPost {

  static final String CHANNEL = "invitation";

  private final Mail mail;
  private final Outbox outbox;
  private final RateLimit ofInviter;
  private final RateLimit toAddress;

  /**
   * How often it may.
   *
   * @param ofInviter mails that one person has sent
   * @param toAddress mails that one address gets, whoever invites it
   */
  InvitationPost(Mail mail, Outbox outbox, RateLimit ofInviter, RateLimit toAddress) {
    this.mail = mail;
    this.outbox = outbox;
    this.ofInviter = ofInviter;
    this.toAddress = toAddress;
  }

  /**
   * Within the transaction that makes the invitation.
   *
   * @return false when nothing is mailed: the link that is shown is then the only one
   */
  boolean send(Membership inviter, MemberId memberId, String email) {
    if (!mail.isConfigured()
        || !toAddress.tryAcquire(Emails.key(email))
        || !ofInviter.tryAcquire(inviter.accountId().toString())) {
      return false;
    }
    outbox.write(
        List.of(
            new OutboxMessage(
                CHANNEL,
                "invitation:" + memberId,
                email,
                inviter.accountId().toString(),
                Duration.ofDays(3))));
    return true;
  }
}
