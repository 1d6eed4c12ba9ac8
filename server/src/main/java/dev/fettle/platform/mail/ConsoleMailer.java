package dev.fettle.platform.mail;

import dev.fettle.platform.outbox.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code consolemail://}: writes letters into the log, for trying things out. */
final class ConsoleMailer implements Mailer {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleMailer.class);

  private final MailSettings settings;

  ConsoleMailer(MailSettings settings) {
    this.settings = settings;
  }

  @Override
  public Delivery send(Letter letter) {
    LOG.info(
        "Mail to {}\nFrom: {}\nSubject: {}{}\n\n{}",
        Letter.oneLine(letter.to(), 300),
        settings.from(),
        settings.subjectPrefix(),
        letter.subject(),
        LetterText.of(letter, settings.publicUrl()));
    return new Delivery.Delivered();
  }
}
