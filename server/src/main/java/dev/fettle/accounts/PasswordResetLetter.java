package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.mail.Letter;
import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Parcel;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Writes what somebody gets who asked for a new password: the link, made here and now, so that the
 * outbox never holds it; or that nobody has an account with the address. Thread-safe.
 *
 * <p>The link goes to the address the account has, never to the one that was typed: two ways of
 * writing one address may be two mailboxes.
 */
final class PasswordResetLetter implements Mail.Writer {

  private static final int TOKEN_BYTES = 32;

  /** Letters to addresses without an account, of this node: nobody floods strangers by us. */
  private static final int MOST_TO_STRANGERS = 30;

  private static final String SUBJECT = "A new password for Fettle";

  private final AccountStore accounts;
  private final PasswordResetStore links;
  private final Ids ids;
  private final RateLimit strangers;

  PasswordResetLetter(
      AccountStore accounts, PasswordResetStore links, Ids ids, InstantSource clock) {
    this.accounts = accounts;
    this.links = links;
    this.ids = ids;
    this.strangers = new RateLimit(MOST_TO_STRANGERS, Duration.ofHours(1), clock);
  }

  @Override
  public Optional<Letter> write(String id, Parcel parcel) {
    var account = accounts.findByEmail(parcel.recipient()).orElse(null);
    if (account == null) {
      return strangers.tryAcquire("") ? Optional.of(toStranger(id, parcel)) : Optional.empty();
    }
    return account.active() ? Optional.of(toOwner(id, parcel, account)) : Optional.empty();
  }

  private Letter toOwner(String id, Parcel parcel, Account account) {
    var token = ids.urlToken(TOKEN_BYTES);
    links.insert(Digests.sha256Hex(token), account.id(), parcel.expiresAt());
    return new Letter(
        id,
        account.email(),
        SUBJECT,
        List.of(
            new Letter.Paragraph("Somebody, probably you, asked for a new password."),
            new Letter.Action("Set a new password", "/reset-password/set-new-password/" + token),
            new Letter.Note(
                "The link works once, within %d hours. Setting a password logs you out everywhere and ends your API tokens."
                    .formatted(PasswordResetPost.AGE.toHours())),
            new Letter.Note("If it was not you, do nothing: your password stays as it is.")));
  }

  private static Letter toStranger(String id, Parcel parcel) {
    return new Letter(
        id,
        parcel.recipient(),
        SUBJECT,
        List.of(
            new Letter.Paragraph(
                "Somebody, perhaps you, asked for a new password. Nobody has an account with this address here."),
            new Letter.Note(
                "If it was you, try the address you registered with. If not, do nothing.")));
  }
}
