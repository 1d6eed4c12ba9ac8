package dev.fettle.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.outbox.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every way of sending letters keeps. */
abstract class MailerContract {

  static final String PUBLIC_URL = "https://errors.example.com";

  abstract Mailer mailer();

  /** What came out at the other side, decoded, headers first. */
  abstract List<String> received();

  static Letter letter(String to, String subject, String text) {
    return new Letter(
        "outbox-17",
        to,
        subject,
        List.of(
            new Letter.Paragraph(text),
            new Letter.Action("Accept the invitation", "/accept/17/a-b_c"),
            new Letter.Note("It works once.")));
  }

  @Test
  void a_letter_arrives_with_its_link() throws InterruptedException {
    assertThat(mailer().send(letter("ada@example.com", "Grüße", "Ada & Bob")))
        .isInstanceOf(Delivery.Delivered.class);
    assertThat(received()).hasSize(1);
    assertThat(received().getFirst())
        .contains("ada@example.com", "Grüße", "Ada & Bob", PUBLIC_URL + "/accept/17/a-b_c");
  }

  /** Names of organizations and titles of issues are written by strangers. */
  @Test
  void no_text_becomes_a_header() throws InterruptedException {
    for (var end : List.of("\r\n", "\n", "\r", "\r\n\r\n", "\u2028", "\u0085", "\u000b", "\0")) {
      var hostile = "x" + end + "Bcc: eve@example.com" + end + end + "<script>";
      assertThat(mailer().send(letter("ada@example.com", hostile, hostile)))
          .isInstanceOf(Delivery.Delivered.class);
      var mail = received().getLast();
      assertThat(mail.lines().filter(line -> line.regionMatches(true, 0, "bcc:", 0, 4))).isEmpty();
      assertThat(mail.lines().filter(line -> line.startsWith("Subject:"))).hasSize(1);
    }
  }

  @Test
  void no_address_becomes_a_header() throws InterruptedException {
    for (var address :
        List.of(
            "ada@example.com\r\nBcc: eve@example.com",
            "ada@example.com\nBcc:eve@example.com",
            "ada@example.com, eve@example.com",
            "\"a\r\nBcc: eve@example.com\"@example.com",
            "",
            "ada",
            "@example.com")) {
      int before = received().size();
      mailer().send(letter(address, "Hello", "text"));
      for (var mail : received().subList(before, received().size())) {
        assertThat(mail.lines().filter(line -> line.regionMatches(true, 0, "bcc:", 0, 4)))
            .as(address)
            .isEmpty();
      }
    }
  }
}
