package dev.fettle.platform.mail;

import dev.fettle.platform.config.Settings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds mail; its library is not even loaded before the first letter. */
@Configuration(proxyBeanMethods = false)
public class MailModule {

  @Bean
  public Mail mail(Settings settings, InstantSource clock) {
    var how = MailSettings.read(settings);
    return new Mail(
        switch (how.target()) {
          case EmailUrl.Nothing _ -> null;
          case EmailUrl.Console _ -> new ConsoleMailer(how);
          case EmailUrl.Smtp smtp -> new SmtpMailer(smtp.server(), how, clock);
        });
  }
}
