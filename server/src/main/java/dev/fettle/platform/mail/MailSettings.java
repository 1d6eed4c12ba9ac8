package dev.fettle.platform.mail;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import java.net.IDN;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How mail is sent.
 *
 * @param target where to; {@link EmailUrl.Nothing} when there is no mail
 * @param publicUrl what links begin with, without a slash at the end; empty when there is no mail
 * @param from one address, with a name or without
 * @param patience of a connection, and between two bytes
 * @param certificates a file of those that are trusted besides the usual ones
 */
record MailSettings(
    EmailUrl.Target target,
    String publicUrl,
    String from,
    String subjectPrefix,
    Duration patience,
    @Nullable Path certificates) {

  /**
   * Reads the settings.
   *
   * @throws SettingsException when there is mail and no public address: links of mails would lead
   *     to whatever host the one who asks for them names, or the address of the sender is none
   */
  static MailSettings read(Settings settings) {
    var target = target(settings);
    var from =
        settings.text(
            "DEFAULT_FROM_EMAIL",
            "",
            "Sender of mails, such as Fettle <errors@example.com>; unset: fettle@ and the host of GLITCHTIP_DOMAIN.");
    var prefix = settings.text("ACCOUNT_EMAIL_SUBJECT_PREFIX", "", "Put before subjects of mails.");
    var patience =
        settings.seconds(
            "EMAIL_TIMEOUT",
            20,
            1,
            60,
            "How long a mail server may take to connect, and to say the next thing, in seconds.");
    var certificates =
        settings.optional(
            "FETTLE_EMAIL_CA_FILE",
            "PEM file of certificates that the mail server's may be signed by, besides the usual ones.");
    var file = certificates == null ? null : Path.of(certificates);
    if (target instanceof EmailUrl.Nothing) {
      return new MailSettings(target, "", "", prefix, patience, file);
    }
    var publicUrl = settings.publicUrl();
    if (publicUrl == null) {
      throw new SettingsException(
          "Mail is configured and GLITCHTIP_DOMAIN is not: links in mails need the public address, such as GLITCHTIP_DOMAIN=https://errors.example.com (else whoever asks for a mail could choose where its link leads).");
    }
    return new MailSettings(
        target,
        publicUrl,
        from.isBlank() ? "fettle@" + host(publicUrl) : sender(from),
        prefix,
        patience,
        file);
  }

  /** What this server calls itself to the other, and the right side of message ids. */
  String ownName() {
    return host(publicUrl);
  }

  private static EmailUrl.Target target(Settings settings) {
    var url =
        settings.secret(
            "EMAIL_URL",
            "Mail server: smtp+tls://user:password@host:587 (STARTTLS), smtp+ssl://user:password@host:465 (TLS), smtp://host:25 (plain), consolemail:// (into the log); unset: no mail is sent.");
    var host =
        settings.optional("EMAIL_HOST", "Mail server, with the next ones instead of EMAIL_URL.");
    int port = settings.integer("EMAIL_PORT", 0, 0, 65_535, "Its port; 0: the usual one.");
    var user = settings.optional("EMAIL_HOST_USER", "Who signs in to it; unset: nobody.");
    var password = settings.secret("EMAIL_HOST_PASSWORD", "The password of EMAIL_HOST_USER.");
    boolean starttls =
        settings.flag("EMAIL_USE_TLS", false, "Whether it is spoken to by STARTTLS.");
    boolean tls = settings.flag("EMAIL_USE_SSL", false, "Whether it speaks TLS from the start.");
    var backend =
        settings.optional(
            "EMAIL_BACKEND",
            "GlitchTip's choice of a way to send; here only SMTP and the console.");
    if (url != null) {
      return EmailUrl.parse(url);
    }
    if (backend != null && backend.contains("console")) {
      return new EmailUrl.Console();
    }
    if (backend != null && !backend.contains("smtp") && !backend.contains("dummy")) {
      throw new SettingsException(
          "EMAIL_BACKEND is \"%s\", and this version sends by SMTP only: take it out and set EMAIL_URL to the provider's SMTP server."
              .formatted(backend));
    }
    if (host == null) {
      return new EmailUrl.Nothing();
    }
    if (starttls && tls) {
      throw new SettingsException("EMAIL_USE_TLS and EMAIL_USE_SSL exclude each other.");
    }
    var security =
        tls
            ? MailServer.Security.TLS
            : starttls ? MailServer.Security.STARTTLS : MailServer.Security.PLAIN;
    return new EmailUrl.Smtp(
        new MailServer(host, port == 0 ? security.port : port, security, user, password));
  }

  private static String sender(String from) {
    if (!from.matches("[^<>\\p{Cntrl}]*<[^<>@\\s\\p{Cntrl}]+@[^<>@\\s\\p{Cntrl}]+>\\s*")
        && !from.matches("[^<>@\\s\\p{Cntrl},;]+@[^<>@\\s\\p{Cntrl},;]+")) {
      throw new SettingsException(
          "DEFAULT_FROM_EMAIL is \"%s\": expected one address, such as errors@example.com or Fettle <errors@example.com>."
              .formatted(from));
    }
    return from.strip();
  }

  private static String host(String url) {
    var host = URI.create(url).getHost();
    return host == null || host.contains(":")
        ? "localhost"
        : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
  }
}
