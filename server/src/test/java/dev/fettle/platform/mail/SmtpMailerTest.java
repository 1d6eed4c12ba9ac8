package dev.fettle.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.mail.MailServer.Security;
import dev.fettle.platform.outbox.Delivery;
import dev.fettle.testkit.MailHouse;
import dev.fettle.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real SMTP servers on this machine. */
class SmtpMailerTest extends MailerContract {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MailHouse house = MailHouse.open();

  @Override
  Mailer mailer() {
    return mailer(new MailServer("127.0.0.1", house.port(), Security.PLAIN, null, null), null);
  }

  @Override
  List<String> received() {
    return house.received().stream()
        .map(mail ->
            mail.raw().replaceAll("(?s)\\r\\n\\r\\n.*", "\n")
                + mail.subject()
                + "\n"
                + mail.body("text/plain"))
        .toList();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static Mailer mailer(MailServer server, @Nullable Path certificates) {
    return new SmtpMailer(server, settings(server, PATIENCE, certificates), SmtpMailerTest::now);
  }

  private static Instant now() {
    return Instant.parse("2026-11-27T10:00:00Z");
  }

  private static MailSettings settings(
      MailServer server, Duration patience, @Nullable Path certificates) {
    return new MailSettings(
        new EmailUrl.Smtp(server),
        PUBLIC_URL,
        "Fettle <fettle@errors.example.com>",
        "[Acme] ",
        patience,
        certificates);
  }

  private static MailServer secure(MailHouse house, Security security, String password) {
    return new MailServer("localhost", house.port(), security, MailHouse.USER, password);
  }

  @Test
  void programs_do_not_answer_and_a_repetition_is_known_by_its_id() throws Exception {
    mailer().send(letter("ada@example.com", "Hello", "text"));
    mailer().send(letter("ada@example.com", "Hello", "text"));
    var mail = house.received().getFirst();
    assertThat(mail.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.message().getMessageID())
        .isEqualTo("<outbox-17@errors.example.com>")
        .isEqualTo(house.received().get(1).message().getMessageID());
    assertThat(mail.message().getHeader("Date")).containsExactly("Fri, 27 Nov 2026 10:00:00 GMT");
    assertThat(mail.message().getFrom()[0]).hasToString("Fettle <fettle@errors.example.com>");
    assertThat(mail.subject()).isEqualTo("[Acme] Hello");
  }

  @Test
  void strangers_texts_are_no_markup() throws InterruptedException {
    var hostile = "<img src=x onerror=alert(1)> \"'& <a href=//evil>";
    mailer().send(letter("ada@example.com", hostile, hostile));
    var mail = house.received().getFirst();
    assertThat(mail.body("text/html"))
        .contains("&lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp; &lt;a href=//evil&gt;")
        .doesNotContain("<img", "<a href=//");
    assertThat(mail.body("text/plain")).contains(hostile);
    assertThat(Letter.name("Visit evil.com now\u202e, http://x.y"))
        .doesNotContain("evil.com", "://x.y", "\u202e");
    assertThat(Letter.name("x".repeat(500))).hasSize(64);
  }

  @Test
  void an_address_with_other_letters_arrives() throws InterruptedException {
    assertThat(mailer().send(letter("ada@bücher.example", "Hello", "text")))
        .isInstanceOf(Delivery.Delivered.class);
    assertThat(house.received().getFirst().to()).isEqualTo("ada@xn--bcher-kva.example");
  }

  @Test
  void a_refused_recipient_is_not_tried_again_and_a_greylisted_one_is() throws Exception {
    assertThat(mailer().send(letter("refused@example.com", "Hello", "text")))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> assertThat(refused.cause()).contains("550", "no such user here"));
    assertThat(mailer().send(letter("later@example.com", "Hello", "text")))
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            deferred -> assertThat(deferred.cause()).contains("451", "greylisted"));
    assertThat(house.received()).isEmpty();
  }

  @Test
  void starttls_and_a_sign_in() throws Exception {
    var certificate = TestCertificate.of("localhost");
    try (var secure = MailHouse.withStartTls(certificate)) {
      assertThat(
              mailer(secure(secure, Security.STARTTLS, MailHouse.PASSWORD), certificate.pem())
                  .send(letter("ada@example.com", "Hello", "text")))
          .isInstanceOf(Delivery.Delivered.class);
      assertThat(secure.received()).hasSize(1);
      assertThat(
              mailer(secure(secure, Security.STARTTLS, "wrong"), certificate.pem())
                  .send(letter("ada@example.com", "Hello", "text")))
          .isInstanceOfSatisfying(
              Delivery.Away.class,
              away ->
                  assertThat(away.cause()).contains("user and password").doesNotContain("wrong"));
      assertThat(secure.received()).hasSize(1);
    }
  }

  @Test
  void tls_from_the_start() throws Exception {
    var certificate = TestCertificate.of("localhost");
    try (var secure = MailHouse.withTls(certificate)) {
      assertThat(
              mailer(secure(secure, Security.TLS, MailHouse.PASSWORD), certificate.pem())
                  .send(letter("ada@example.com", "Hello", "text")))
          .isInstanceOf(Delivery.Delivered.class);
      assertThat(secure.received()).hasSize(1);
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_or_of_another_host_is_not_taken() throws Exception {
    var own = TestCertificate.of("localhost");
    var other = TestCertificate.of("mail.example.org");
    for (var security : List.of(Security.STARTTLS, Security.TLS)) {
      for (var shown : List.of(own, other)) {
        try (var secure =
            security == Security.TLS ? MailHouse.withTls(shown) : MailHouse.withStartTls(shown)) {
          assertThat(
                  mailer(
                          secure(secure, security, MailHouse.PASSWORD),
                          shown.equals(own) ? null : other.pem())
                      .send(letter("ada@example.com", "Hello", "text")))
              .isInstanceOf(Delivery.Away.class);
          assertThat(secure.received()).isEmpty();
        }
      }
    }
  }

  /** Somebody in between took it out of the greeting. */
  @Test
  void nothing_is_said_in_plain_text_when_starttls_is_wanted_and_not_offered() throws Exception {
    assertThat(
            mailer(secure(house, Security.STARTTLS, MailHouse.PASSWORD), null)
                .send(letter("ada@example.com", "Hello", "text")))
        .isInstanceOf(Delivery.Away.class);
    assertThat(house.received()).isEmpty();
  }

  @Test
  void a_dead_server_is_away() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(
            mailer(new MailServer("127.0.0.1", port, Security.PLAIN, null, null), null)
                .send(letter("ada@example.com", "Hello", "text")))
        .isInstanceOfSatisfying(
            Delivery.Away.class,
            away -> assertThat(away.cause()).contains("127.0.0.1:" + port, "refused"));
    assertThat(
            mailer(new MailServer("mail.invalid", 25, Security.PLAIN, null, null), null)
                .send(letter("ada@example.com", "Hello", "text")))
        .isInstanceOf(Delivery.Away.class);
  }

  /** It takes the connection and never speaks. */
  @Test
  void a_silent_server_is_away() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var server = new MailServer("127.0.0.1", silent.getLocalPort(), Security.PLAIN, null, null);
      assertThat(
              new SmtpMailer(
                      server, settings(server, Duration.ofSeconds(1), null), SmtpMailerTest::now)
                  .send(letter("ada@example.com", "Hello", "text")))
          .isInstanceOf(Delivery.Away.class);
    }
  }

  /** A byte now and then keeps every time limit of the socket, and not that of the whole. */
  @Test
  void a_server_that_drips_is_left() throws Exception {
    var stop = new CountDownLatch(1);
    try (var dripping = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(dripping, stop));
      var server = new MailServer("127.0.0.1", dripping.getLocalPort(), Security.PLAIN, null, null);
      assertThat(
              new SmtpMailer(
                      server,
                      settings(server, PATIENCE, null),
                      SmtpMailerTest::now,
                      Duration.ofSeconds(1))
                  .send(letter("ada@example.com", "Hello", "text")))
          .isInstanceOfSatisfying(
              Delivery.Away.class,
              away -> assertThat(away.cause()).contains("not done after 1 seconds"));
    } finally {
      stop.countDown();
    }
  }

  private static void drip(ServerSocket server, CountDownLatch stop) {
    try (Socket socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write("220-".getBytes(StandardCharsets.US_ASCII));
      while (!stop.await(50, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (IOException e) {
      return; // the other side has left: what the test is about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
