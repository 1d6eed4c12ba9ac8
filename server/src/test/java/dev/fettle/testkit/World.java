package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Alice, who owns an organization with a team and a project; Bob, a plain member of it; Charlie,
 * who has an organization of his own and must never see anything of Alice's. Everybody is new each
 * time, so tests that share a server do not meet.
 */
public final class World {

  public final TestServer server;
  public final Person alice;
  public final Person bob;
  public final Person charlie;

  /** Alice's organization, its team and its project, by slug. */
  public final String organization;

  public final String team;
  public final String project;
  public final String charliesOrganization;

  public final long organizationId;
  public final long projectId;

  /** The project's first key. */
  public final UUID publicKey;

  /** {@code http://<key>@127.0.0.1:<port>/<project>}. */
  public final String dsn;

  /** The ids of Alice's and Bob's memberships. */
  public final String aliceMemberId;

  public final String bobMemberId;

  private World(TestServer server) {
    this.server = server;
    this.alice = Person.register(server, "alice");
    this.bob = Person.register(server, "bob");
    this.charlie = Person.register(server, "charlie");
    var made = create(alice, "/api/0/organizations/", Map.of("name", "Acme " + alice.id()));
    this.organization = text(made.json().get("slug"));
    this.organizationId = Long.parseLong(text(made.json().get("id")));
    this.charliesOrganization =
        text(
            create(charlie, "/api/0/organizations/", Map.of("name", "Rival " + charlie.id()))
                .json()
                .get("slug"));
    var path = "/api/0/organizations/" + organization;
    this.team = text(create(alice, path + "/teams/", Map.of("slug", "web")).json().get("slug"));
    var projectJson =
        create(
                alice,
                "/api/0/teams/%s/%s/projects/".formatted(organization, team),
                Map.of("name", "Checkout", "platform", "javascript"))
            .json();
    this.project = text(projectJson.get("slug"));
    this.projectId = Long.parseLong(text(projectJson.get("id")));
    var key = alice.browser().get(projectPath() + "keys/").json().get(0);
    this.publicKey = UUID.fromString(text(key.get("id")));
    this.dsn = text(key.at("/dsn/public"));
    this.bobMemberId = join(bob, "member");
    this.aliceMemberId = text(alice.browser().get(path + "/members/").json().get(0).get("id"));
  }

  /** A new world in the server all tests share. */
  public static World create() {
    return new World(TestServer.shared());
  }

  /** A new world in that server. */
  public static World in(TestServer server) {
    return new World(server);
  }

  /** {@code /api/0/organizations/<organization>/}. */
  public String organizationPath() {
    return "/api/0/organizations/%s/".formatted(organization);
  }

  /** {@code /api/0/projects/<organization>/<project>/}. */
  public String projectPath() {
    return "/api/0/projects/%s/%s/".formatted(organization, project);
  }

  /** {@code /api/0/teams/<organization>/<team>/}. */
  public String teamPath() {
    return "/api/0/teams/%s/%s/".formatted(organization, team);
  }

  /** Invites somebody, who accepts; the id of the membership. */
  public String join(Person person, String role) {
    var invited =
        create(
                alice,
                "/api/0/organizations/" + organization + "/members/",
                Map.of("email", person.email(), "orgRole", role))
            .json();
    var link = text(invited.get("inviteLink")).replaceFirst(".*/accept/", "/api/0/accept/") + "/";
    var joined = person.browser().post(link, Map.of("acceptInvite", true));
    assertThat(joined.status()).as(joined.body()).isEqualTo(200);
    return text(invited.get("id"));
  }

  /** Gives Bob another role. */
  public void bobBecomes(String role) {
    var answer =
        alice
            .browser()
            .put(organizationPath() + "members/" + bobMemberId + "/", Map.of("orgRole", role));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static Browser.Answer create(Person person, String path, Map<String, ?> body) {
    var answer = person.browser().post(path, body);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
    return answer;
  }

  private static String text(tools.jackson.databind.@Nullable JsonNode node) {
    if (node == null) {
      throw new AssertionError("a field is missing");
    }
    return node.stringValue();
  }
}
