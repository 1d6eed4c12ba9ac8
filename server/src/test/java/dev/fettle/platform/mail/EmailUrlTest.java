package dev.fettle.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import dev.fettle.platform.mail.MailServer.Security;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailUrlTest {

  @ParameterizedTest
  @CsvSource({
    "smtp://mail, mail, 25, PLAIN, , ",
    "smtp://mail:2525/, mail, 2525, PLAIN, , ",
    "smtp+tls://mail, mail, 587, STARTTLS, , ",
    "smtp+ssl://mail, mail, 465, TLS, , ",
    "smtps://mail, mail, 465, TLS, , ",
    "smtps://mail:465, mail, 465, TLS, , ",
    "smtps://mail:587, mail, 587, STARTTLS, , ",
    "SMTP+TLS://Mail.Example.com:26, Mail.Example.com, 26, STARTTLS, , ",
    "smtp://[::1]:26, ::1, 26, PLAIN, , ",
    "smtp://mail:25?EMAIL_USE_TLS=True, mail, 25, STARTTLS, , ",
    "smtp://mail:25/?EMAIL_USE_SSL=True, mail, 25, TLS, , ",
    "smtp+tls://ada%40example.com:p%3A%40%2F%25+%C3%A9@mail:587, mail, 587, STARTTLS, ada@example.com, p:@/%+é",
    "smtp+tls://ada@example.com:secret@mail:587, mail, 587, STARTTLS, ada@example.com, secret",
    "smtp://user@mail, mail, 25, PLAIN, user, ",
  })
  void addresses_are_read_as_glitchtip_does(
      String url,
      String host,
      int port,
      Security security,
      @Nullable String user,
      @Nullable String password) {
    assertThat(EmailUrl.parse(url))
        .isEqualTo(new EmailUrl.Smtp(new MailServer(host, port, security, user, password)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.com",
        "http://mail",
        "smtp://",
        "smtp://user:secret@",
        "smtp://user:secret@mail:0",
        "smtp://user:secret@mail:99999",
        "smtp://user:secret@mail:port",
        "smtp://user:secret%zz@mail",
        "smtp://user:secret@ma il",
        "smtp://user:secret@mail\r\nx",
      })
  void what_cannot_be_read_is_refused_without_repeating_the_password(String url) {
    assertThatThrownBy(() -> EmailUrl.parse(url))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("EMAIL_URL cannot be used")
        .hasMessageContaining("percent-encoded")
        .hasMessageNotContaining("secret");
  }

  @Test
  void the_single_settings_work_too_and_the_address_wins() {
    var single =
        Map.of(
            "EMAIL_HOST",
            "mail",
            "EMAIL_HOST_USER",
            "u",
            "EMAIL_HOST_PASSWORD",
            "p",
            "EMAIL_USE_TLS",
            "True",
            "GLITCHTIP_DOMAIN",
            "https://errors.example.com/");
    assertThat(MailSettings.read(Settings.of(single)))
        .satisfies(settings -> {
          assertThat(settings.target())
              .isEqualTo(
                  new EmailUrl.Smtp(new MailServer("mail", 587, Security.STARTTLS, "u", "p")));
          assertThat(settings.from()).isEqualTo("fettle@errors.example.com");
          assertThat(settings.publicUrl()).isEqualTo("https://errors.example.com");
        });
    assertThat(
            MailSettings.read(Settings.of(single).with(Map.of("EMAIL_URL", "consolemail://")))
                .target())
        .isEqualTo(new EmailUrl.Console());
    assertThat(MailSettings.read(Settings.of(Map.of())).target()).isEqualTo(new EmailUrl.Nothing());
  }

  @Test
  void what_cannot_work_is_refused_at_the_start() {
    assertThatThrownBy(() -> MailSettings.read(Settings.of(Map.of("EMAIL_URL", "smtp://mail"))))
        .hasMessageContaining("GLITCHTIP_DOMAIN");
    assertThatThrownBy(() ->
            MailSettings.read(Settings.of(Map.of("EMAIL_BACKEND", "anymail.backends.mailgun"))))
        .hasMessageContaining("SMTP only");
    for (var from : new String[] {"nobody", "a@b, c@d", "A <a@b>\r\nBcc: <c@d>", "a b@c"}) {
      assertThatThrownBy(() ->
              MailSettings.read(
                  Settings.of(
                      Map.of(
                          "EMAIL_URL", "smtp://mail",
                          "GLITCHTIP_DOMAIN", "https://errors.example.com",
                          "DEFAULT_FROM_EMAIL", from))))
          .as(from)
          .hasMessageContaining("DEFAULT_FROM_EMAIL");
    }
  }

  @Test
  void a_password_is_not_shown() {
    assertThat(new MailServer("mail", 25, Security.PLAIN, "u", "secret").toString())
        .doesNotContain("secret");
  }
}
