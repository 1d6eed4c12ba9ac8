package dev.fettle.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeRulesHttpTest {

  private final World world = World.create();
  private final String path = world.projectPath() + "intake-rules/";

  @Test
  void a_project_begins_with_scrubbing_and_spike_protection_and_filters_nothing() {
    var answer = world.bob.browser().get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"filters":{"browserExtensions":false,"legacyBrowsers":false,"localhost":false,\
            "crawlers":false,"healthChecks":false,"releases":[],"errorMessages":[],"addresses":[]},\
            "scrubbing":{"defaults":true,"ipAddresses":true,"organizationIpAddresses":true,\
            "sensitiveFields":[],"safeFields":[]},\
            "allowedDomains":["*"],"spikeProtection":true,"rateLimit":null}\
            """);
  }

  @Test
  void an_admin_changes_them_and_reads_the_same_again() {
    var rules =
        """
        {"filters":{"browserExtensions":true,"legacyBrowsers":false,"localhost":true,\
        "crawlers":true,"healthChecks":true,"releases":["1.*"],"errorMessages":["*timeout*"],\
        "addresses":["10.0.0.0/8","2001:db8::1"]},\
        "scrubbing":{"defaults":false,"ipAddresses":false,"organizationIpAddresses":true,"sensitiveFields":["ssn"],\
        "safeFields":["session_token"]},"allowedDomains":["example.com","*.example.com"],\
        "spikeProtection":false,"rateLimit":{"count":1000,"window":60}}\
        """;

    assertThat(world.alice.browser().send("PUT", path, rules).body()).isEqualTo(rules);
    assertThat(world.bob.browser().get(path).body()).isEqualTo(rules);
    assertThat(world.bob.browser().get(world.projectPath()).json().get("scrubIPAddresses"))
        .hasToString("false");
  }

  @Test
  void what_is_not_named_stays() {
    world.alice.browser().put(path, "{\"filters\":{\"localhost\":true,\"releases\":[\"a*\"]}}");
    world.alice.browser().put(path, "{\"filters\":{\"crawlers\":true},\"allowedDomains\":[]}");

    var rules = world.alice.browser().get(path).json();

    assertThat(rules.at("/filters/localhost").booleanValue()).isTrue();
    assertThat(rules.at("/filters/crawlers").booleanValue()).isTrue();
    assertThat(rules.at("/filters/releases/0").stringValue()).isEqualTo("a*");
    assertThat(rules.at("/allowedDomains/0").stringValue()).isEqualTo("*");
    assertThat(rules.at("/scrubbing/defaults").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"filters\":{\"addresses\":[\"example.com\"]}} | write an address such as 203.0.113.9",
        "{\"filters\":{\"addresses\":[\"10.0.0.0/33\"]}} | write an address such as 203.0.113.9",
        "{\"filters\":{\"releases\":[\"*\"]}} | would match everything",
        "{\"filters\":{\"crawlers\":\"yes\"}} | valid boolean",
        "{\"allowedDomains\":[\"https://example.com/x\"]} | without https://",
        "{\"scrubbing\":{\"sensitiveFields\":[\"a\"]}} | at least 2 characters",
        "{\"rateLimit\":{\"count\":5}} | a window in seconds",
        "{\"rateLimit\":{\"count\":5,\"window\":0}} | greater than or equal to 1",
      })
  void a_rule_that_cannot_be_one_is_answered_with_cause_and_remedy(String body, String says) {
    var answer = world.alice.browser().send("PUT", path, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains(says);
    assertThat(world.alice.browser().get(path).body()).contains("\"addresses\":[]");
  }

  @Test
  void a_plain_member_may_look_and_not_change() {
    assertThat(world.bob.browser().put(path, "{\"spikeProtection\":false}").status())
        .isEqualTo(403);
    assertThat(world.bob.browser().get(path).body()).contains("\"spikeProtection\":true");
  }
}
