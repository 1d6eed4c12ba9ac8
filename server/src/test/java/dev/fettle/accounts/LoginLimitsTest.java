package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {

  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final LoginLimits limits = new LoginLimits(clock);

  @Test
  void failures_of_an_account_are_forgotten_after_five_minutes() {
    for (int i = 0; i < 5; i++) {
      assertThat(limits.hasFailedTooOften("203.0.113." + i, "Ada@example.com")).isFalse();
      limits.countFailure("203.0.113." + i, "ada@example.com");
    }
    assertThat(limits.hasFailedTooOften("203.0.113.99", "ada@EXAMPLE.com")).isTrue();
    assertThat(limits.hasFailedTooOften("203.0.113.99", "bob@example.com")).isFalse();
    now = now.plus(Duration.ofSeconds(301));
    assertThat(limits.hasFailedTooOften("203.0.113.99", "ada@example.com")).isFalse();
  }

  @Test
  void a_right_password_forgets_the_failures_of_the_account() {
    for (int i = 0; i < 5; i++) {
      limits.countFailure("203.0.113." + i, "ada@example.com");
    }
    limits.forgetFailures("ada@example.com");
    assertThat(limits.hasFailedTooOften("203.0.113.1", "ada@example.com")).isFalse();
  }

  @Test
  void an_address_has_thirty_logins_and_twenty_registrations_a_minute() {
    for (int i = 0; i < 30; i++) {
      assertThat(limits.mayLogIn("203.0.113.1")).isTrue();
    }
    assertThat(limits.mayLogIn("203.0.113.1")).isFalse();
    assertThat(limits.mayLogIn("203.0.113.2")).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(limits.maySignUp("203.0.113.1")).isTrue();
    }
    assertThat(limits.maySignUp("203.0.113.1")).isFalse();
    now = now.plus(Duration.ofSeconds(61));
    assertThat(limits.mayLogIn("203.0.113.1")).isTrue();
  }

  @Test
  void addresses_of_one_ipv6_network_count_as_one() {
    assertThat(LoginLimits.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(LoginLimits.network("2001:db8:1:2:ffff:0:0:1"))
        .isNotEqualTo(LoginLimits.network("2001:db8:1:3:3:4:5:6"));
    assertThat(LoginLimits.network("203.0.113.7")).isEqualTo("203.0.113.7");
  }
}
