package dev.fettle.organizations;

import dev.fettle.accounts.Accounts;
import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.mail.Letter;
import dev.fettle.platform.mail.Mail;
import dev.fettle.platform.outbox.Parcel;
import dev.fettle.platform.time.Ids;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what an invited person gets, with a link made here and now: the outbox holds none. The one
 * that was shown to whoever invited them works as well. Thread-safe.
 */
final class InvitationLetter implements Mail.Writer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final InvitationLinkStore links;
  private final Accounts accounts;
  private final Ids ids;
  private final InstantSource clock;

  InvitationLetter(InvitationLinkStore links, Accounts accounts, Ids ids, InstantSource clock) {
    this.links = links;
    this.accounts = accounts;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Letter> write(String id, Parcel parcel) {
    var memberId =
        new MemberId(Long.parseLong(parcel.message().substring(parcel.message().indexOf(':') + 1)));
    var open = links.findOpen(memberId, clock.instant()).orElse(null);
    if (open == null) {
      return Optional.empty(); // accepted, taken back, or too late
    }
    var token = InvitationToken.fresh(ids);
    links.insert(token.hash(), memberId);
    var inviterId = new AccountId(Long.parseLong(parcel.payload()));
    var inviter = accounts.describe(List.of(inviterId)).get(inviterId);
    return Optional.of(
        new Letter(
            id,
            parcel.recipient(),
            "You are invited to " + Letter.name(open.organizationName()),
            List.of(
                new Letter.Paragraph(
                    "%s invites you to the organization “%s” as %s."
                        .formatted(
                            inviter == null ? "Somebody" : inviter.email(),
                            Letter.name(open.organizationName()),
                            open.role().text())),
                new Letter.Action("Accept the invitation", token.path(memberId)),
                new Letter.Note(
                    "The link works once, until %s. Whoever has it can join: do not pass it on."
                        .formatted(DATE.format(open.expiresAt()))),
                new Letter.Note("If you do not know who invites you, do nothing."))));
  }
}
