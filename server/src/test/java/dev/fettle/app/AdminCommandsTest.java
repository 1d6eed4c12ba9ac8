package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.EmbeddedPostgres;
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

  @Test
  void without_a_password_one_is_made_up_and_an_account_that_exists_is_promoted() {
    try (var server = TestServer.start(Map.of())) {
      Person.register(server, "first");
      var alice = Person.register(server, "alice");
      int status = admin(server.databaseSettings(), "", "create-superuser", alice.email());
      assertThat(status).as(text(err)).isZero();
      var password = text(out).replaceAll("(?s).*Password: (\\S+)\\n", "$1");
      assertThat(password).hasSize(20);
      var browser = Person.freshBrowser(server);
      assertThat(logIn(browser, alice.email(), password)).isEqualTo(200);
      assertThat(browser.get("/api/0/users/me/").json().get("isSuperuser").booleanValue()).isTrue();
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
