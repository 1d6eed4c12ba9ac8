package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.EmbeddedPostgres;
import dev.fettle.testkit.MailHouse;
import dev.fettle.testkit.OpenFolder;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestDatabase;
import dev.fettle.testkit.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminCommandsTest {

  private static final String ME = "/api/0/users/me/";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void a_superuser_is_made_and_signs_in_with_the_password_from_standard_input() {
    try (var server = TestServer.start(Map.of())) {
      int status =
          admin(
              server.databaseSettings(),
              "correct horse battery\n",
              "create-superuser",
              "root@example.com");
      assertThat(status).as(text(err)).isZero();
      assertThat(text(out)).isEqualTo("Made the administrator root@example.com\n");
      var browser = Person.freshBrowser(server);
      assertThat(logIn(browser, "root@example.com", "correct horse battery")).isEqualTo(200);
      assertThat(browser.get("/api/0/users/me/").json().get("isSuperuser").booleanValue()).isTrue();
    }
  }

  /** Finding 8: whoever registered the address first, or stole a session, is out. */
  @Test
  void an_account_that_exists_is_promoted_only_when_told_and_whoever_was_in_it_is_out() {
    try (var server = TestServer.start(Map.of())) {
      Person.register(server, "first");
      var alice = Person.register(server, "alice");
      assertThat(admin(server.databaseSettings(), "", "create-superuser", alice.email()))
          .isEqualTo(1);
      assertThat(text(err)).contains("--promote");
      assertThat(alice.api().get(ME).status()).isEqualTo(200);
      int status =
          admin(server.databaseSettings(), "", "create-superuser", "--promote", alice.email());
      assertThat(status).as(text(err)).isZero();
      var password = text(out).replaceAll("(?s).*Password: (\\S+)\\n", "$1");
      assertThat(password).hasSize(20);
      assertThat(alice.browser().get(ME).status()).isEqualTo(401);
      assertThat(alice.api().get(ME).status()).isEqualTo(401);
      var browser = Person.freshBrowser(server);
      assertThat(logIn(browser, alice.email(), password)).isEqualTo(200);
      assertThat(browser.get(ME).json().get("isSuperuser").booleanValue()).isTrue();
    }
  }

  @Test
  void a_new_password_gives_no_rights_and_ends_what_was_open() {
    try (var server = TestServer.start(Map.of())) {
      Person.register(server, "first");
      var alice = Person.register(server, "alice");
      var settings = server.databaseSettings();
      var address = alice.email().toUpperCase(java.util.Locale.ROOT);
      assertThat(admin(settings, "another horse\n", "set-password", address)).isZero();
      assertThat(alice.browser().get(ME).status()).isEqualTo(401);
      assertThat(alice.api().get(ME).status()).isEqualTo(401);
      var browser = Person.freshBrowser(server);
      assertThat(logIn(browser, alice.email(), alice.password())).isEqualTo(400);
      assertThat(logIn(browser, alice.email(), "another horse")).isEqualTo(200);
      assertThat(browser.get(ME).json().get("isSuperuser").booleanValue()).isFalse();
      assertThat(admin(settings, "password1\n", "set-password", address)).isEqualTo(1);
      assertThat(admin(settings, "another horse\n", "set-password", "no@example.com")).isEqualTo(1);
    }
  }

  @Test
  void somebody_is_kept_out_at_once_and_let_in_again() {
    try (var server = TestServer.start(Map.of())) {
      Person.register(server, "first");
      var alice = Person.register(server, "alice");
      assertThat(admin(server.databaseSettings(), "", "deactivate", alice.email())).isZero();
      assertThat(alice.browser().get(ME).status()).isEqualTo(401);
      assertThat(alice.api().get(ME).status()).isEqualTo(401);
      var browser = Person.freshBrowser(server);
      assertThat(logIn(browser, alice.email(), alice.password())).isEqualTo(400);
      assertThat(admin(server.databaseSettings(), "", "activate", alice.email())).isZero();
      assertThat(alice.api().get(ME).status()).isEqualTo(401);
      assertThat(logIn(browser, alice.email(), alice.password())).isEqualTo(200);
    }
  }

  @Test
  void bad_input_is_explained() {
    try (var database = TestDatabase.create()) {
      var settings = settings(database);
      assertThat(admin(settings, "x\n", "create-superuser", "ada@example.com")).isEqualTo(1);
      assertThat(text(err)).contains("too short");
      assertThat(admin(settings, "correct horse\n", "create-superuser", "ada")).isEqualTo(1);
      assertThat(text(err)).contains("not an e-mail address");
      assertThat(admin(settings, "SELECT nothing FROM nowhere", "sql")).isEqualTo(1);
      assertThat(text(err)).contains("nowhere");
      assertThat(admin(settings, "", "frobnicate")).isEqualTo(2);
      assertThat(text(err)).contains("create-superuser EMAIL");
    }
  }

  @Test
  void sql_prints_rows_tab_separated() {
    try (var database = TestDatabase.create()) {
      var sql =
          "SELECT 1 AS number, E'a\\tb\\\\c' AS text, NULL AS nothing; CREATE TABLE made (n int);"
              + " INSERT INTO made VALUES (1), (2); SELECT count(*) FROM made";
      assertThat(admin(settings(database), sql, "sql")).as(text(err)).isZero();
      assertThat(text(out)).isEqualTo("number\ttext\tnothing\n1\ta\\tb\\\\c\t\\N\ncount\n2\n");
      assertThat(text(err)).contains("2 rows changed");
    }
  }

  @Test
  void the_database_of_a_running_and_of_a_stopped_product_is_found_by_its_folder()
      throws Exception {
    var folder = OpenFolder.make("admin");
    var settings = Settings.of(Map.of("FETTLE_DATA", folder.toString()));
    assertThat(admin(settings, "CREATE TABLE kept AS SELECT 7 AS n", "sql")).as(text(err)).isZero();
    try (var running = EmbeddedPostgres.start(folder)) {
      assertThat(running.pid()).isPositive();
      assertThat(admin(settings, "SELECT n FROM kept", "sql")).as(text(err)).isZero();
    }
    assertThat(text(out)).isEqualTo("n\n7\n");
    OpenFolder.delete(folder);
  }

  @Test
  void a_test_mail_is_sent_at_once_and_a_refusal_is_told() {
    try (var house = MailHouse.open()) {
      var settings =
          Settings.of(
              Map.of("EMAIL_URL", house.url(), "GLITCHTIP_DOMAIN", "https://errors.example.com"));
      assertThat(admin(settings, "", "send-test-mail", "ada@example.com")).isZero();
      assertThat(house.received().getFirst().to()).isEqualTo("ada@example.com");
      assertThat(admin(settings, "", "send-test-mail", "refused@example.com")).isEqualTo(1);
      assertThat(text(err)).contains("550", "no such user");
    }
    assertThat(admin(Settings.of(Map.of()), "", "send-test-mail", "ada@example.com")).isEqualTo(1);
    assertThat(text(err)).contains("EMAIL_URL");
    var alone = Settings.of(Map.of("EMAIL_URL", "smtp://mail"));
    assertThat(admin(alone, "", "send-test-mail", "ada@example.com")).isEqualTo(1);
    assertThat(text(err)).contains("GLITCHTIP_DOMAIN");
  }

  private int admin(Settings settings, String input, String... arguments) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new AdminCommands(
            settings,
            in,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private static Settings settings(TestDatabase database) {
    return Settings.of(Map.of("DATABASE_URL", database.address().postgresUrl()));
  }

  private static int logIn(dev.fettle.testkit.Browser browser, String email, String password) {
    return browser
        .post("/_allauth/browser/v1/auth/login", Map.of("email", email, "password", password))
        .status();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
