package dev.fettle.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.MailHouse;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a server with mail; {@link MembersHttpTest} has none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationMailHttpTest {

  private static final String PUBLIC_URL = "http://errors.example.com";
  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(PUBLIC_URL) + "(/accept/\\d+/[A-Za-z0-9_-]{43})\\s");

  private MailHouse house;
  private TestServer server;

  @BeforeAll
  void start() {
    house = MailHouse.open();
    server =
        TestServer.start(
            Map.of(
                "EMAIL_URL",
                house.url(),
                "GLITCHTIP_DOMAIN",
                PUBLIC_URL,
                "DEFAULT_FROM_EMAIL",
                "Acme <errors@example.com>",
                "EMAIL_THROTTLE_COUNT",
                "3"));
  }

  @AfterAll
  void stop() {
    server.close();
    house.close();
  }

  private static Browser.Answer invite(World world, String email, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("email", email);
    body.put("orgRole", "member");
    return world.alice.browser().post(world.organizationPath() + "members/", body);
  }

  private String link(String email) throws InterruptedException {
    var link = LINK.matcher(house.await(email, _ -> true).body("text/plain"));
    assertThat(link.find()).isTrue();
    return "/api/0" + link.group(1) + "/";
  }

  @Test
  void the_link_of_the_mail_works_once_and_so_does_the_one_that_is_shown() throws Exception {
    var world = World.in(server);
    var dora = Person.register(server, "dora");
    var invited = invite(world, dora.email(), Map.of());
    assertThat(invited.status()).as(invited.body()).isEqualTo(201);
    assertThat(invited.json().get("inviteMailed").booleanValue()).isTrue();
    var shown = invited.json().get("inviteLink").stringValue().replace(PUBLIC_URL, "/api/0") + "/";
    var mailed = link(dora.email());
    assertThat(mailed).isNotEqualTo(shown);
    var mail = house.await(dora.email(), _ -> true);
    assertThat(mail.body("text/plain")).contains(world.alice.email(), "as member");
    assertThat(mail.message().getFrom()[0]).hasToString("Acme <errors@example.com>");
    assertThat(server.browser().get(shown).status()).isEqualTo(200);
    assertThat(server.browser().get(mailed).status()).isEqualTo(200);

    var accept = Map.of("acceptInvite", true);
    assertThat(dora.browser().post(mailed, accept).status()).isEqualTo(200);
    assertThat(dora.browser().get(world.projectPath()).status()).isEqualTo(200);
    assertThat(world.charlie.browser().post(mailed, accept).status()).isEqualTo(403);
    assertThat(world.charlie.browser().post(shown, accept).status()).isEqualTo(403);
  }

  @Test
  void the_mailed_link_of_another_invitation_or_of_one_taken_back_opens_nothing() throws Exception {
    var world = World.in(server);
    var first = invite(world, "first-%d@example.com".formatted(world.organizationId), Map.of());
    var other = invite(world, "other-%d@example.com".formatted(world.organizationId), Map.of());
    var link = link("first-%d@example.com".formatted(world.organizationId));
    var firstId = first.json().get("id").stringValue();
    var otherId = other.json().get("id").stringValue();
    assertThat(
            server.browser().get(link.replace("/" + firstId + "/", "/" + otherId + "/")).status())
        .isEqualTo(403);
    world.alice.browser().delete(world.organizationPath() + "members/" + firstId + "/");
    assertThat(server.browser().get(link).status()).isEqualTo(403);
  }

  @Test
  void a_name_brings_no_header_no_markup_and_no_link() throws Exception {
    var world = World.in(server);
    world
        .alice
        .browser()
        .put(
            world.organizationPath(),
            Map.of("name", "<b>Win</b> evil.example \u202e\r\nBcc: eve@example.com"));
    var email = "guest-%d@example.com".formatted(world.organizationId);
    invite(world, email, Map.of());
    var mail = house.await(email, _ -> true);
    assertThat(mail.raw().lines()).noneMatch(line -> line.startsWith("Bcc:"));
    assertThat(mail.body("text/html")).doesNotContain("<b>", "evil.example", "\u202e");
    assertThat(house.received()).noneMatch(received -> received.to().startsWith("eve"));
  }

  @Test
  void nobody_floods_and_a_link_is_shown_all_the_same() {
    var world = World.in(server);
    for (int i = 0; i < 4; i++) {
      var invited =
          invite(world, "many-%d-%d@example.com".formatted(i, world.organizationId), Map.of());
      assertThat(invited.json().get("inviteMailed").booleanValue()).isEqualTo(i < 2);
      assertThat(invited.json().get("inviteLink").stringValue()).contains("/accept/");
    }
  }

  @Test
  void no_mail_is_sent_when_none_is_wanted() {
    var world = World.in(server);
    var invited =
        invite(
            world,
            "quiet-%d@example.com".formatted(world.organizationId),
            Map.of("sendInvite", false));
    assertThat(invited.json().get("inviteMailed").booleanValue()).isFalse();
  }
}
