package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real SMTP server on this machine that keeps what it gets. It refuses recipients whose address
 * begins with {@code refused} for ever and those that begin with {@code later} for now.
 */
public final class MailHouse implements AutoCloseable {

  /** Who may sign in where signing in is wanted. */
  public static final String USER = "mailer@example.com";

  public static final String PASSWORD = "p@ss:w/rd %25";

  private final SMTPServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** The mail is {@code to} an address of the envelope, and as its bytes say. */
  public record Received(String to, ByteSlice bytes) {

    /** As a mail program reads it. */
    public MimeMessage message() {
      try {
        return new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The body of that kind, decoded: {@code text/plain} or {@code text/html}. */
    public String body(String type) {
      try {
        return find(message(), type);
      } catch (MessagingException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String find(Part part, String type) throws MessagingException, IOException {
      if (part.getContent() instanceof MimeMultipart parts) {
        for (int i = 0; i < parts.getCount(); i++) {
          var found = find(parts.getBodyPart(i), type);
          if (!found.isEmpty()) {
            return found;
          }
        }
        return "";
      }
      return part.isMimeType(type) ? String.valueOf(part.getContent()) : "";
    }

    public String subject() {
      try {
        return String.valueOf(message().getSubject());
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Exactly what came over the wire. */
    public String raw() {
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }
  }

  private MailHouse(SMTPServer.Builder builder) {
    this.server =
        builder
            .hostName("localhost")
            .port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(_ -> new Handler())
            .build();
    server.start();
  }

  /** Without protection, for everybody. */
  public static MailHouse open() {
    return new MailHouse(new SMTPServer.Builder());
  }

  /** Wants STARTTLS and then {@link #USER} and {@link #PASSWORD}. */
  public static MailHouse withStartTls(TestCertificate certificate) {
    return new MailHouse(
        new SMTPServer.Builder()
            .enableTLS()
            .requireTLS()
            .requireAuth()
            .startTlsSocketFactory(certificate.context())
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(MailHouse::signIn)));
  }

  /** TLS from the first byte, and a sign-in. */
  public static MailHouse withTls(TestCertificate certificate) {
    return new MailHouse(
        new SMTPServer.Builder()
            .requireAuth()
            .serverSocketFactory(certificate.context())
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(MailHouse::signIn)));
  }

  private static void signIn(String user, String password, MessageContext context)
      throws LoginFailedException {
    if (!user.equals(USER) || !password.equals(PASSWORD)) {
      throw new LoginFailedException();
    }
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** {@code smtp://127.0.0.1:port}. */
  public String url() {
    return "smtp://127.0.0.1:" + port();
  }

  public List<Received> received() {
    return received;
  }

  /** Waits for a mail to that address. */
  public Received await(String to, Predicate<Received> which) {
    Predicate<Received> wanted = mail -> mail.to().equalsIgnoreCase(to) && which.test(mail);
    ItemSender.eventually(() -> assertThat(received).as("mail to %s", to).anyMatch(wanted));
    return received.stream().filter(wanted).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.stop();
    }
  }

  private final class Handler implements MessageHandler {

    private String to = "";

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.toLowerCase(Locale.ROOT).startsWith("refused")) {
        throw new RejectException(550, "no such user here");
      }
      if (recipient.toLowerCase(Locale.ROOT).startsWith("later")) {
        throw new RejectException(451, "greylisted, come back later");
      }
      to = recipient;
    }

    @Override
    public @Nullable String data(InputStream data) {
      try {
        received.add(new Received(to, ByteSlice.of(data.readAllBytes())));
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void done() {}
  }
}
