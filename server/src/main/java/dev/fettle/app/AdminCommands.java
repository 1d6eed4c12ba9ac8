package dev.fettle.app;

import dev.fettle.accounts.AccountsModule;
import dev.fettle.accounts.Superusers;
import dev.fettle.platform.config.ConfigModule;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.crypto.CryptoModule;
import dev.fettle.platform.db.DatabaseModule;
import dev.fettle.platform.db.RunningPostgres;
import dev.fettle.platform.db.SqlConsole;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.time.TimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * {@code admin create-superuser EMAIL} and {@code admin sql}: work on the database of this data
 * folder (or of {@code DATABASE_URL}), whether the product is running on it or not.
 */
final class AdminCommands {

  private static final String USAGE =
      """
      create-superuser EMAIL   make an administrator, or give one a new password; the password is asked for,
                               read from standard input, or made up and printed when there is none
      sql                      run the SQL on standard input; rows come out tab-separated
      """;

  private static final int GENERATED_BYTES = 15;

  private final Settings settings;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  AdminCommands(Settings settings, InputStream in, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** The exit status: 0 done, 1 failed, 2 not understood. */
  int run(List<String> arguments) {
    try {
      return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
        case "create-superuser", "createsuperuser" -> createSuperuser(arguments);
        case "sql" -> sql();
        case "send-test-mail" -> {
          err.println("This version sends no mail.");
          yield 1;
        }
        default -> {
          err.print("Commands of admin:\n" + USAGE);
          yield 2;
        }
      };
    } catch (SQLException e) {
      err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("Cannot read or write: " + e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      var explanation = explanation(e);
      if (explanation == null) {
        throw e;
      }
      err.println(explanation);
      return 1;
    }
  }

  private int createSuperuser(List<String> arguments) throws IOException {
    if (arguments.size() != 2) {
      err.println(
          "create-superuser needs an e-mail address: admin create-superuser ada@example.com");
      return 2;
    }
    var email = arguments.get(1);
    var given = password();
    try (var context = open()) {
      var password = given == null ? context.getBean(Ids.class).urlToken(GENERATED_BYTES) : given;
      return switch (context.getBean(Superusers.class).create(email, password)) {
        case Superusers.Created _ -> done("Made the administrator", email, given, password);
        case Superusers.Promoted _ ->
            done("Is an administrator with a new password:", email, given, password);
        case Superusers.Refused refused -> {
          err.println(refused.message());
          yield 1;
        }
      };
    }
  }

  private int done(String what, String email, @Nullable String given, String password) {
    out.println(what + " " + email);
    if (given == null) {
      out.println("Password: " + password);
    }
    return 0;
  }

  private int sql() throws IOException, SQLException {
    var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    try (var context = open()) {
      new SqlConsole(context.getBean(DataSource.class)).run(text, out, err);
    }
    return 0;
  }

  /** Typed without echo, else the first line of standard input, else nothing. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again when there is no terminal
  private @Nullable String password() throws IOException {
    var console = System.console();
    if (console != null && console.isTerminal()) {
      var typed = console.readPassword("Password (empty: make one up): ");
      if (typed == null || typed.length == 0) {
        return null;
      }
      var password = new String(typed);
      Arrays.fill(typed, ' ');
      return password;
    }
    var line = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
    return line.isEmpty() ? null : line;
  }

  /** The parts of the product that need no web server, on a running database or our own. */
  private ConfigurableApplicationContext open() throws IOException {
    var folder = new ConfigModule().dataFolder(settings).path();
    var running = RunningPostgres.find(folder);
    var effective =
        running.isEmpty()
            ? settings
            : settings.with(Map.of("DATABASE_URL", running.get().postgresUrl()));
    return new SpringApplicationBuilder(
            ConfigModule.class,
            TimeModule.class,
            DatabaseModule.class,
            CryptoModule.class,
            AccountsModule.class)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .initializers(context ->
            ((GenericApplicationContext) context)
                .registerBean("settings", Settings.class, () -> effective))
        .run(
            "--spring.main.allow-bean-definition-overriding=true",
            "--spring.main.register-shutdown-hook=false",
            "--logging.level.root=off",
            "--logging.level.dev.fettle=off");
  }

  private static @Nullable String explanation(Throwable failure) {
    var known = StartFailure.of(failure);
    return known == null ? null : known.message();
  }
}
