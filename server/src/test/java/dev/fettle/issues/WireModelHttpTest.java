package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients put on the wire, as far as it decides what an event is: seen in what is stored. */
class WireModelHttpTest {

  private final ItemSender sender = ItemSender.create();

  private String event(String json) {
    sender.item("{\"type\":\"event\"}", json).outcomes(1);
    var id = sender.rows("SELECT event_id::text FROM event WHERE project_id = :project").getFirst();
    return sender
        .world
        .alice
        .api()
        .get(sender.world.projectPath() + "events/" + id.replace("-", "") + "/")
        .body();
  }

  @Test
  void a_clock_hours_ahead_is_set_right_by_the_time_of_sending() {
    var now = sender.world.server.bean(java.time.InstantSource.class).instant();
    var wrong = now.plus(Duration.ofHours(3));
    sender
        .envelope(
            """
            {"event_id":"11111111111111111111111111111111","sent_at":"%s"}
            {"type":"event"}
            {"event_id":"11111111111111111111111111111111","message":"ahead","timestamp":"%s"}
            """
                .formatted(wrong, wrong.minusSeconds(10)))
        .outcomes(1);
    var at = sender.rows("SELECT to_json(event_at)::text FROM event WHERE project_id = :project");
    assertThat(Instant.parse(at.getFirst().replace("\"", "")))
        .isBetween(now.minusSeconds(60), now.plusSeconds(60));
  }

  @Test
  void an_id_of_zeros_is_no_id() {
    var nil = "0".repeat(32);
    for (int i = 0; i < 2; i++) {
      sender.envelope(
          "{\"event_id\":\"%s\"}\n{\"type\":\"event\"}\n{\"event_id\":\"%s\",\"message\":\"nil\"}\n"
              .formatted(nil, nil));
    }
    assertThat(sender.outcomes(2)).isEqualTo(Map.of("accepted error", 2L));
    assertThat(
            sender.rows("SELECT count(DISTINCT event_id) FROM event WHERE project_id = :project"))
        .containsExactly("2");
  }

  @Test
  void secrets_are_gone_however_the_client_writes_json() {
    var stored =
        event(
            """
            {"message":"x","extra":{"a":"mysql:\\/\\/root:LEAK1@db\\/x","b":"{\\u0022password\\u0022:\\u0022LEAK2\\u0022}",\
            "c":"token\\u003dLEAK3","p\\u0061ssword":"LEAK4","pw":"LEAK5"},"fingerprint":["token-expired","tenant-2"]}\
            """);
    assertThat(stored).doesNotContain("LEAK").contains("tenant-2", "mysql://root:[Filtered]@db/x");
  }

  @Test
  void a_byte_order_mark_hides_nothing() {
    assertThat(event("\uFEFF{\"message\":\"x\",\"extra\":{\"pw\":\"LEAK\"}}"))
        .doesNotContain("LEAK")
        .contains("[Filtered]");
  }

  @Test
  void a_group_with_one_member_is_called_by_it() {
    event(
        """
        {"platform":"python","exception":{"values":[
        {"type":"ValueError","value":"bad price","mechanism":{"type":"chained","exception_id":1,"parent_id":0,"source":"exceptions[0]"}},
        {"type":"ExceptionGroup","value":"in a TaskGroup","mechanism":{"type":"generic","exception_id":0,"is_exception_group":true}}]}}\
        """
            .replace("\n", ""));
    var issues =
        sender
            .world
            .alice
            .api()
            .get("/api/0/organizations/" + sender.world.organization + "/issues/")
            .json();
    assertThat(issues.findValuesAsString("title")).containsExactly("ValueError: bad price");
  }

  @Test
  void an_address_is_kept_whole_when_project_and_organization_say_so() {
    var alice = sender.world.alice.browser();
    var rules = sender.world.projectPath() + "intake-rules/";
    alice.put(rules, "{\"scrubbing\":{\"ipAddresses\":false}}");
    assertThat(alice.get(rules).json().at("/scrubbing/organizationIpAddresses").booleanValue())
        .isTrue();

    var changed = alice.put(sender.world.organizationPath(), "{\"scrubIPAddresses\":false}").json();
    assertThat(changed.get("scrubIPAddresses").booleanValue()).isFalse();
    assertThat(alice.get(rules).json().at("/scrubbing/organizationIpAddresses").booleanValue())
        .isFalse();

    assertThat(event("{\"message\":\"ip\",\"user\":{\"id\":\"1\",\"ip_address\":\"203.0.113.9\"}}"))
        .contains("203.0.113.9");
    assertThat(
            sender
                .world
                .bob
                .browser()
                .put(sender.world.organizationPath(), "{\"scrubIPAddresses\":true}")
                .status())
        .isEqualTo(403);
  }
}
