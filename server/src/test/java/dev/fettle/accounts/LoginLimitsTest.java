package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {

  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final LoginLimits limits = new LoginLimits(clock);

  @Test
  void five_guesses_at_an_account_from_a_network_in_five_minutes_and_none_less_elsewhere() {
    for (int i = 0; i < 5; i++) {
      assertThat(limits.guess("7", "203.0.113.1")).isNotNull();
    }
    assertThat(limits.guess("7", "203.0.113.1")).isNull();
    assertThat(limits.guess("8", "203.0.113.1")).isNotNull();
    assertThat(limits.guess("7", "198.51.100.1")).isNotNull();
    assertThat(limits.guessOnDevice("7", "phone")).isNotNull();
    now = now.plus(Duration.ofSeconds(301));
    assertThat(limits.guess("7", "203.0.113.1")).isNotNull();
  }

  @Test
  void a_right_guess_is_given_back() {
    for (int i = 0; i < 50; i++) {
      Objects.requireNonNull(limits.guess("7", "203.0.113.1")).giveBack();
    }
    assertThat(limits.guess("7", "203.0.113.1")).isNotNull();
  }

  @Test
  void a_network_does_not_try_many_accounts() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.guess("account " + i, "203.0.113.1")).isNotNull();
    }
    assertThat(limits.guess("account 11", "203.0.113.1")).isNull();
    int passed = 0;
    for (int i = 0; i < 300; i++) {
      passed += limits.guess("account " + i, "203.0.113." + i % 250) == null ? 0 : 1;
    }
    assertThat(passed).isLessThanOrEqualTo(90);
  }

  /**
   * With a clock that stands still: the first three of each provider, twenty more at once, and
   * those whose turn comes within six seconds.
   */
  @Test
  void guesses_at_one_account_from_ever_new_sites_of_a_provider_come_one_a_second()
      throws Exception {
    assertThat(flood(80, "198.51.%d.7"::formatted)).isBetween(23L, 30L);
    now = now.plus(Duration.ofSeconds(8));
    assertThat(limits.guess("7", "198.51.200.7")).isNotNull();
  }

  @Test
  void a_site_guesses_ten_times_whatever_it_has_of_addresses() throws Exception {
    assertThat(flood(200, "2001:db8:1:%x::1"::formatted)).isEqualTo(10);
    assertThat(flood(200, "203.0.113.%d"::formatted)).isEqualTo(10);
  }

  /** Floods of every width, and an owner who is where nobody has guessed, or has been before. */
  @Test
  void no_flood_keeps_the_owner_out() throws Exception {
    var flooded =
        List.<IntFunction<String>>of(
            "2001:db8:1:%x::1"::formatted, i -> "%d.%d.100.7".formatted(20 + i % 60, i % 250));
    for (var networks : flooded) {
      limits.signedIn("7", "198.51.250.250");
      flood(2_000, networks);
      assertThat(limits.guess("7", "203.0.113.1")).as("elsewhere").isNotNull();
      assertThat(limits.guess("7", "198.51.250.250")).as("where the owner was").isNotNull();
      assertThat(limits.guessOnDevice("7", "phone")).as("on a device").isNotNull();
      now = now.plus(Duration.ofHours(1));
    }
  }

  /** How many of so many guesses at once are let through. */
  private long flood(int guesses, IntFunction<String> network) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, guesses)
              .<Callable<Boolean>>mapToObj(i -> () -> limits.guess("7", network.apply(i)) != null)
              .toList();
      long passed = 0;
      for (var guess : executor.invokeAll(all)) {
        passed += guess.get() ? 1 : 0;
      }
      return passed;
    }
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
  void networks_are_what_one_somebody_has() {
    assertThat(Networks.near("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(Networks.near("2001:db8:1:2::1"))
        .isNotEqualTo(Networks.near("2001:db8:1:3:3:4:5:6"));
    assertThat(Networks.wide("2001:db8:1:2::1")).isEqualTo(Networks.wide("2001:db8:1:ffff::1"));
    assertThat(Networks.near("::ffff:203.0.113.7")).isEqualTo(Networks.near("203.0.113.7"));
    assertThat(Networks.near("203.0.113.7")).isNotEqualTo(Networks.near("203.0.113.8"));
    assertThat(Networks.wide("203.0.113.7")).isEqualTo(Networks.wide("203.0.113.8"));
    assertThat(Networks.near("no address")).isEqualTo("no address");
  }
}
