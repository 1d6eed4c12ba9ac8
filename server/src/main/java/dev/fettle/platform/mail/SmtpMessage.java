package dev.fettle.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.IDN;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A letter as SMTP carries it. No program answers it ({@code Auto-Submitted}), and when it is sent
 * again it has the same {@code Message-ID}, by which mail programs know it.
 */
final class SmtpMessage extends MimeMessage {

  private final String id;
  private boolean sent;

  private SmtpMessage(Session session, String id) {
    super(session);
    this.id = id;
  }

  /**
   * Writes it.
   *
   * @throws MessagingException when the recipient's address is none
   */
  static SmtpMessage of(Letter letter, MailSettings settings, Session session, Instant now)
      throws MessagingException {
    var message =
        new SmtpMessage(
            session,
            "<%s@%s>".formatted(letter.id().replaceAll("[^A-Za-z0-9.-]", "-"), settings.ownName()));
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipient(RecipientType.TO, address(letter.to()));
    message.setSubject(Letter.oneLine(settings.subjectPrefix() + letter.subject(), 200), "UTF-8");
    message.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(now.atOffset(ZoneOffset.UTC)));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Auto-Response-Suppress", "All");
    message.setHeader("X-Mailer", "Fettle");
    var text = new MimeBodyPart();
    text.setText(LetterText.of(letter, settings.publicUrl()), "UTF-8");
    var page = new MimeBodyPart();
    page.setText(LetterPage.of(letter, settings.publicUrl()), "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, page));
    message.saveChanges();
    return message;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  void wasSent() {
    sent = true;
  }

  boolean isSent() {
    return sent;
  }

  private static InternetAddress address(String text) throws AddressException {
    int at = text.lastIndexOf('@');
    if (at < 1 || text.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ' || c == ',')) {
      throw new AddressException("it is no address");
    }
    try {
      var domain = IDN.toASCII(text.substring(at + 1), IDN.ALLOW_UNASSIGNED);
      var address = new InternetAddress();
      address.setAddress(text.substring(0, at) + "@" + domain);
      address.validate();
      return address;
    } catch (IllegalArgumentException e) {
      throw new AddressException("its host is none");
    }
  }
}
