package dev.fettle.app;

import dev.fettle.accounts.AccountsModule;
import dev.fettle.accounts.PasswordResetModule;
import dev.fettle.attachments.AttachmentsModule;
import dev.fettle.digest.DigestModule;
import dev.fettle.feedback.FeedbackModule;
import dev.fettle.ingest.IngestModule;
import dev.fettle.issues.IssuesModule;
import dev.fettle.live.LiveModule;
import dev.fettle.logs.LogsModule;
import dev.fettle.monitors.MonitorsModule;
import dev.fettle.organizations.OrganizationsModule;
import dev.fettle.outcomes.OutcomesModule;
import dev.fettle.payloads.PayloadsModule;
import dev.fettle.performance.PerformanceModule;
import dev.fettle.platform.blobs.BlobsModule;
import dev.fettle.platform.config.ConfigModule;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import dev.fettle.platform.crypto.CryptoModule;
import dev.fettle.platform.db.DatabaseModule;
import dev.fettle.platform.http.HttpModule;
import dev.fettle.platform.http.body.BodyModule;
import dev.fettle.platform.jobs.JobsModule;
import dev.fettle.platform.mail.MailModule;
import dev.fettle.platform.metrics.MetricsModule;
import dev.fettle.platform.outbound.OutboundModule;
import dev.fettle.platform.outbox.OutboxModule;
import dev.fettle.platform.time.TimeModule;
import dev.fettle.platform.work.WorkModule;
import dev.fettle.projects.ProjectsModule;
import dev.fettle.protection.ProtectionModule;
import dev.fettle.sessions.SessionsModule;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the one process. Every feature is a module in this list; nothing is found by scanning. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ConfigModule.class,
  TimeModule.class,
  DatabaseModule.class,
  JobsModule.class,
  WebClientModule.class,
  HealthRoutes.class,
  BodyModule.class,
  ReadyRoutes.class,
  HttpModule.class,
  MetricsModule.class,
  WorkModule.class,
  CryptoModule.class,
  OutboundModule.class,
  OutboxModule.class,
  MailModule.class,
  BlobsModule.class,
  AccountsModule.class,
  PasswordResetModule.class,
  OrganizationsModule.class,
  LiveModule.class,
  ProjectsModule.class,
  ProtectionModule.class,
  PayloadsModule.class,
  OutcomesModule.class,
  DigestModule.class,
  IngestModule.class,
  IssuesModule.class,
  PerformanceModule.class,
  LogsModule.class,
  SessionsModule.class,
  MonitorsModule.class,
  FeedbackModule.class,
  AttachmentsModule.class,
})
public class Main {

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("admin")) {
      var commands =
          new AdminCommands(Settings.fromEnvironment(), System.in, System.out, System.err);
      System.exit(commands.run(Arrays.asList(arguments).subList(1, arguments.length)));
    }
    var application = new SpringApplication(Main.class);
    application.addListeners(new StopDeadline());
    application.addInitializers(
        _ -> SettingCombinations.check(Settings.fromEnvironment(), Machine.here()),
        context -> requireFree(context.getEnvironment().getProperty("server.port", "8000")));
    try {
      application.run(arguments);
    } catch (RuntimeException e) {
      var failure = StartFailure.of(e);
      if (failure == null) {
        throw e;
      }
      System.exit(failure.status()); // it was told by StartFailureAnalyzer
    }
  }

  /** Before a database is made or opened for a server that could not listen. */
  private static void requireFree(String port) {
    try {
      new ServerSocket(Integer.parseInt(port)).close();
    } catch (BindException e) {
      throw new SettingsException(
          StartFailure.portTaken("%s (%s)".formatted(port, e.getMessage())), e);
    } catch (NumberFormatException | IOException e) {
      throw new SettingsException("PORT is \"%s\": %s".formatted(port, e.getMessage()), e);
    }
  }
}
