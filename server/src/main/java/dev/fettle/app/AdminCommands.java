package dev.fettle.app;

import dev.fettle.accounts.AccountKeeping;
import dev.fettle.accounts.AccountsModule;
import dev.fettle.accounts.Superusers;
import dev.fettle.platform.config.ConfigModule;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.crypto.CryptoModule;
import dev.fettle.platform.db.DatabaseModule;
import dev.fettle.platform.db.RunningPostgres;
import dev.fettle.platform.db.SqlConsole;
import dev.fettle.platform.mail.Letter;
import dev.fettle.platform.mail.MailModule;
import dev.fettle.platform.outbox.Delivery;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.time.TimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * {@code admin create-superuser EMAIL}, {@code admin sql} and so on: work on the database of this
 * data folder (or of {@code DATABASE_URL}), whether the product is running on it or not.
 */
final class AdminCommands {

  private static final String USAGE =
      """
      create-superuser EMAIL             make an account that administers the installation; with --promote
                                         of one that exists, with a new password
      set-password EMAIL                 give an account a new password and nothing else
      deactivate EMAIL, activate EMAIL   keep somebody out, or let them sign in again
      sql                                run the SQL on standard input; rows come out tab-separated
      send-test-mail EMAIL               send a mail now and say what the mail server answered

      A password is asked for, read from standard input, or made up and printed when there is none.
      Whatever changes an account that exists ends its sessions and API tokens.
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
        case "set-password" -> setPassword(arguments);
        case "deactivate" -> keep(arguments, AccountKeeping::deactivate, "Nobody can sign in as");
        case "activate" -> keep(arguments, AccountKeeping::activate, "May sign in again:");
        case "sql" -> sql();
        case "send-test-mail" -> sendTestMail(arguments);
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

  /** Whether there is an address behind the command, and nothing else; says so when not. */
  private boolean hasAddress(List<String> words, String options) {
    if (words.size() == 2) {
      return true;
    }
    err.println(
        "%1$s needs an e-mail address: admin %1$s %2$sada@example.com"
            .formatted(words.getFirst(), options));
    return false;
  }

  private int createSuperuser(List<String> arguments) throws IOException {
    var words = new ArrayList<>(arguments);
    boolean promote = words.remove("--promote");
    if (!hasAddress(words, "[--promote] ")) {
      return 2;
    }
    var email = words.get(1);
    var given = password();
    try (var context = open()) {
      var password = given == null ? context.getBean(Ids.class).urlToken(GENERATED_BYTES) : given;
      return switch (context.getBean(Superusers.class).create(email, password, promote)) {
        case Superusers.Created _ -> done("Made the administrator", email, given, password);
        case Superusers.Promoted _ ->
            done("Is an administrator with a new password:", email, given, password);
        case Superusers.Exists _ -> {
          err.println(
              "%s has an account already: whose it is, this command cannot know. With --promote it administers everything, with a new password; set-password gives it a new password only."
                  .formatted(email));
          yield 1;
        }
        case Superusers.Refused refused -> {
          err.println(refused.message());
          yield 1;
        }
      };
    }
  }

  private int setPassword(List<String> arguments) throws IOException {
    if (!hasAddress(arguments, "")) {
      return 2;
    }
    var email = arguments.get(1);
    var given = password();
    try (var context = open()) {
      var password = given == null ? context.getBean(Ids.class).urlToken(GENERATED_BYTES) : given;
      return kept(
          context.getBean(AccountKeeping.class).setPassword(email, password),
          email,
          () -> done("Has a new password, and is signed out everywhere:", email, given, password));
    }
  }

  private int keep(
      List<String> arguments,
      BiFunction<AccountKeeping, String, AccountKeeping.Outcome> change,
      String done)
      throws IOException {
    if (!hasAddress(arguments, "")) {
      return 2;
    }
    var email = arguments.get(1);
    try (var context = open()) {
      return kept(
          change.apply(context.getBean(AccountKeeping.class), email),
          email,
          () -> done(done, email, "", ""));
    }
  }

  private int kept(AccountKeeping.Outcome outcome, String email, IntSupplier done) {
    return switch (outcome) {
      case AccountKeeping.Done _ -> done.getAsInt();
      case AccountKeeping.Unknown _ -> {
        err.println("Nobody has an account with the address %s.".formatted(email));
        yield 1;
      }
      case AccountKeeping.Refused refused -> {
        err.println(refused.message());
        yield 1;
      }
    };
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

  /** Needs no database: only the settings of mail. */
  private int sendTestMail(List<String> arguments) {
    if (!hasAddress(arguments, "")) {
      return 2;
    }
    var mail = new MailModule().mail(settings, InstantSource.system());
    if (!mail.isConfigured()) {
      err.println(
          "No mail server is configured: set EMAIL_URL, such as smtp+tls://user:password@mail.example.com:587, and GLITCHTIP_DOMAIN.");
      return 1;
    }
    var letter =
        new Letter(
            "test." + InstantSource.system().millis(),
            arguments.get(1),
            "A test mail of Fettle",
            List.of(
                new Letter.Paragraph("This server can send mail."),
                new Letter.Action("Open Fettle", "/")));
    try {
      return switch (mail.send(letter)) {
        case Delivery.Delivered _ -> {
          out.println("The mail server has taken the mail to " + arguments.get(1));
          yield 0;
        }
        case Delivery.Refused refused -> failed(refused.cause());
        case Delivery.Pointless pointless -> failed(pointless.cause());
        case Delivery.Failed failed -> failed(failed.cause());
        case Delivery.Away away -> failed(away.cause());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int failed(String cause) {
    err.println("Not sent. " + cause.strip());
    return 1;
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
