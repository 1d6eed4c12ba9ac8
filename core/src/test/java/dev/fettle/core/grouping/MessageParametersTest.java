package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user 17 not found | user <number> not found",
        "user -17.5 has 3,000 items | user <number> has <number> items",
        "took 35ms, 1.5s and 20% of 4GB | took <number>, <number> and <number> of <number>",
        "order 3f2504e0-4f89-11d3-9a0c-0305e82c3301 | order <uuid>",
        "trace 6edd57b2a29e42149aecd0f077604cdf | trace <uuid>",
        "commit 9a0e82d1 failed | commit <hex> failed",
        "sha d8d452219c1d2f1b4effa8eee57905e66e11bf5e | sha <hex>",
        "at 0x7f1326ea7390 | at <hex>",
        "java.lang.Object@1b6d3586 | java.lang.Object<hex>",
        "mail to jane.doe+x@mail.example.com bounced | mail to <email> bounced",
        "refused: 10.1.2.3:5432 | refused: <ip>:<number>",
        "refused: 2001:db8:85a3:8d3:1319:8a2e:370:7348 | refused: <ip>",
        "refused: fe80::1 | refused: <ip>",
        "on 2026-11-23T17:22:13.128Z it broke | on <time> it broke",
        "on 2026-11-23 17:22:13 it broke | on <time> it broke",
        "on 2026-11-23 at 17:22:13 | on <time> at <time>",
        "Mon, 23 Nov 2026 17:22:13 GMT | <time> GMT",
        "GET /users/17/orders/99?page=3 | GET /users/<number>/orders/<number>?page=<number>",
        "https://api.example.com:8443/v2/users/17 | https://api.example.com:<number>/v2/users/<number>",
        "bad value \"a long text that somebody typed in\" here | bad value <quoted> here",
        "[17, 18] | [<number>, <number>]",
        "id=17 | id=<number>",
        "item #17 | item #<number>"
      })
  void parameters_go(String message, String expected) {
    assertThat(MessageParameters.remove(message)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no parameter at all",
        "utf8 and sha256 are names",
        "HTTP2 h2c v2 are names",
        "User %s has %s items",
        "column 'name' is missing",
        "feedface cafe deadbeef",
        "café added",
        "{name} is unknown",
        "a::b is a namespace",
        "std::vector",
        "node:internal/modules",
        "x@y"
      })
  void names_stay(String message) {
    assertThat(MessageParameters.remove(message)).isEqualTo(message);
  }

  /** Hangs when an alternative backtracks without bound. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1.",
        "a.",
        "f:",
        "'",
        "1234-",
        "Mon ",
        "0x",
        "a@a.",
        "2026-11-23T",
        "--1",
        "\"'"
      })
  void a_hostile_message_is_cut_and_read(String part) {
    assertThat(MessageParameters.remove(part.repeat(100_000)))
        .hasSizeLessThanOrEqualTo(40_000)
        .isNotBlank();
  }

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void messages_that_differ_in_their_numbers_are_one(long seed) {
    SplittableRandom random = Seeds.random(seed);
    String template =
        Seeds.pick(
            random,
            List.of("user %s not found", "%s of %s", "GET /a/%s/b", "id=%s; key=%s", "[%s]"));
    assertThat(MessageParameters.remove(filled(template, random)))
        .isEqualTo(MessageParameters.remove(filled(template, random)));
  }

  private static String filled(String template, SplittableRandom random) {
    return template.replace("%s", Long.toString(random.nextLong(0, 1_000_000)));
  }
}
