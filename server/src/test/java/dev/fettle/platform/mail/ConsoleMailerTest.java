package dev.fettle.platform.mail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

class ConsoleMailerTest extends MailerContract {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ConsoleMailer.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @Override
  Mailer mailer() {
    return new ConsoleMailer(
        new MailSettings(
            new EmailUrl.Console(),
            PUBLIC_URL,
            "fettle@errors.example.com",
            "",
            Duration.ofSeconds(5),
            null));
  }

  @Override
  List<String> received() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
