package dev.fettle.platform.mail;

import dev.fettle.platform.outbox.Courier;
import dev.fettle.platform.outbox.Delivery;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands each letter to the mail server, over a connection of its own. Thread-safe.
 *
 * <p>A server that says a byte now and then never runs into a time limit of the socket. So the
 * whole conversation has one too: it runs in a virtual thread, and interrupting that closes its
 * socket.
 */
final class SmtpMailer implements Mailer {

  /** Below what the outbox waits before somebody else may try. */
  private static final Duration LONGEST = Courier.LONGEST.dividedBy(2);

  private final MailServer server;
  private final MailSettings settings;
  private final InstantSource clock;
  private final Duration longest;
  private volatile @Nullable Session session;

  SmtpMailer(MailServer server, MailSettings settings, InstantSource clock) {
    this(server, settings, clock, LONGEST);
  }

  SmtpMailer(MailServer server, MailSettings settings, InstantSource clock, Duration longest) {
    this.longest = longest;
    this.server = server;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Delivery send(Letter letter) throws InterruptedException {
    var conversation = new FutureTask<>(() -> talk(letter));
    var thread = Thread.ofVirtual().name("smtp").start(conversation);
    try {
      return conversation.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Delivery.Away(
          "%s was not done after %d seconds".formatted(server, longest.toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the mail library failed", e.getCause());
    } finally {
      thread.interrupt(); // of no effect when it is done
    }
  }

  private Delivery talk(Letter letter) {
    var failures = new SmtpFailures(server);
    SmtpMessage message;
    try {
      message = SmtpMessage.of(letter, settings, session(), clock.instant());
    } catch (MessagingException e) {
      return new Delivery.Refused("The letter cannot be written: " + e.getMessage());
    }
    boolean greeted = false;
    try (Transport transport = session().getTransport()) {
      transport.connect(server.host(), server.port(), server.user(), server.password());
      greeted = true;
      transport.sendMessage(message, message.getAllRecipients());
      message.wasSent();
      return new Delivery.Delivered();
    } catch (MessagingException e) {
      // what happens when the conversation is over, such as a connection cut, changes nothing
      return message.isSent() ? new Delivery.Delivered() : failures.result(e, greeted);
    }
  }

  private Session session() {
    var made = session;
    if (made == null) {
      made = Session.getInstance(properties());
      session = made;
    }
    return made;
  }

  private Properties properties() {
    var properties = new Properties();
    var millis = Long.toString(settings.patience().toMillis());
    boolean tls = server.security() == MailServer.Security.TLS;
    boolean starttls = server.security() == MailServer.Security.STARTTLS;
    properties.putAll(
        Map.ofEntries(
            Map.entry("mail.transport.protocol", "smtp"),
            Map.entry("mail.smtp.connectiontimeout", millis),
            Map.entry("mail.smtp.timeout", millis),
            Map.entry("mail.smtp.auth", Boolean.toString(server.user() != null)),
            Map.entry("mail.smtp.ssl.enable", Boolean.toString(tls)),
            Map.entry("mail.smtp.starttls.enable", Boolean.toString(starttls)),
            Map.entry("mail.smtp.starttls.required", Boolean.toString(starttls)),
            Map.entry("mail.smtp.ssl.checkserveridentity", "true"),
            Map.entry("mail.smtp.localhost", settings.ownName()),
            Map.entry("mail.smtp.quitwait", "false"),
            // an address with other letters goes to servers that can take it
            Map.entry("mail.mime.allowutf8", "true")));
    if (settings.certificates() != null) {
      properties.put(
          "mail.smtp.ssl.socketFactory", TrustedCertificates.with(settings.certificates()));
    }
    return properties;
  }
}
