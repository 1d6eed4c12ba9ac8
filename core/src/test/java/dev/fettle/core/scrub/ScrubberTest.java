package dev.fettle.core.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.testing.Capture;
import dev.fettle.core.testing.RandomJson;
import dev.fettle.core.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScrubberTest {

  private static final Scrubber DEFAULT = new Scrubber(true, List.of(), List.of(), true);

  private static String scrub(String json) {
    return scrub(DEFAULT, ByteSlice.of(json)).utf8();
  }

  private static ByteSlice scrub(Scrubber scrubber, ByteSlice json) {
    try {
      var scrubbed = scrubber.scrub(json, bytes -> {});
      return scrubbed == null ? json : scrubbed;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class Fields {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "password",
          "Password",
          "user_password",
          "newPassword2",
          "passwd",
          "secret",
          "client_secret",
          "API-Key",
          "apiKey",
          "x-api-key",
          "aws_access_key_id",
          "Authorization",
          "proxy-authorization",
          "token",
          "access_token",
          "x-csrftoken",
          "csrfToken",
          "Set-Cookie",
          "cookies",
          "DB_PWD",
          "smtp_pass",
          "credit_card",
          "cvv",
          "http.request.header.authorization"
        })
    void whose_names_say_so_lose_their_values(String name) {
      assertThat(scrub("{\"" + name + "\": \"hunter2\", \"b\": \"kept\"}"))
          .isEqualTo("{\"" + name + "\": \"[Filtered]\", \"b\": \"kept\"}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "max_tokens",
          "tokenizer",
          "gen_ai.usage.input_tokens",
          "compass",
          "passenger",
          "author",
          "bypass",
          "keyboard",
          "session_id",
          "event_id",
          "authority"
        })
    void that_only_look_alike_keep_them(String name) {
      assertThat(scrub("{\"" + name + "\":\"hunter2\"}")).contains("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{\"password\":1234} | {\"password\":\"[Filtered]\"}",
          "{\"password\":-1.5e3,\"a\":1} | {\"password\":\"[Filtered]\",\"a\":1}",
          "{\"password\":-Infinity} | {\"password\":\"[Filtered]\"}",
          "{\"password\":true} | {\"password\":true}",
          "{\"password\":null} | {\"password\":null}",
          "{\"password\":\"\"} | {\"password\":\"\"}",
          "{\"cookies\":{\"a\":\"b\",\"c\":[\"d\",5]},\"e\":\"f\"} | {\"cookies\":{\"a\":\"[Filtered]\",\"c\":[\"[Filtered]\",\"[Filtered]\"]},\"e\":\"f\"}",
          "{\"cookies\":\"a=b; c=d=e; f; g=\"} | {\"cookies\":\"a=[Filtered]; c=[Filtered]; [Filtered]; g=\"}",
          "{\"headers\":[[\"Cookie\",\"a=b\"],[\"Host\",\"x\"]]} | {\"headers\":[[\"Cookie\",\"[Filtered]\"],[\"Host\",\"x\"]]}",
          "[\"password\",\"must\",\"be\"] | [\"password\",\"must\",\"be\"]",
          "{\"auth.header\":{\"value\":\"x\",\"type\":\"string\"}} | {\"auth.header\":{\"value\":\"[Filtered]\",\"type\":\"string\"}}",
          "{\"modules\":{\"js-cookie\":\"2.1\",\"passport\":\"1\"}} | {\"modules\":{\"js-cookie\":\"2.1\",\"passport\":\"1\"}}",
          "{\"password\":\"a\\\"b\",\"c\":\"d\"} | {\"password\":\"[Filtered]\",\"c\":\"d\"}",
          "{\"password\":\"open | {\"password\":\"[Filtered]",
        })
    void of_every_form_stay_json(String before, String after) {
      assertThat(scrub(before)).isEqualTo(after);
    }

    @Test
    void of_a_project_may_be_of_one_letter_and_of_any_language() {
      var own = new Scrubber(true, List.of("x", "ключ"), List.of(), false);

      var scrubbed =
          scrub(own, ByteSlice.of("{\"x\":\"1\",\"x_é\":\"2\",\"xy\":\"3\",\"ключ\":\"4\"}"));

      assertThat(scrubbed.utf8())
          .isEqualTo(
              "{\"x\":\"[Filtered]\",\"x_é\":\"[Filtered]\",\"xy\":\"3\",\"ключ\":\"[Filtered]\"}");
    }

    @Test
    void of_a_project_are_added_and_taken_away() {
      var own =
          new Scrubber(true, List.of("Tax Number"), List.of("session_token", "cookies"), false);

      var scrubbed =
          scrub(
                  own,
                  ByteSlice.of(
                      """
                      {"tax_number":"1","syntax_number":"2","session_token":"3","token":"4",
                      "cookies":{"password":"5","card":"4111111111111111"}}\
                      """))
              .utf8();

      assertThat(scrubbed)
          .isEqualTo(
              """
              {"tax_number":"[Filtered]","syntax_number":"2","session_token":"3",\
              "token":"[Filtered]",
              "cookies":{"password":"5","card":"4111111111111111"}}\
              """);
    }

    @Test
    void are_left_alone_when_the_defaults_are_off() {
      var json = ByteSlice.of("{\"password\":\"x\",\"card\":\"4111111111111111\",\"ip\":\"::1\"}");

      assertThat(scrub(new Scrubber(false, List.of(), List.of(), false), json)).isSameAs(json);
      assertThat(scrub(new Scrubber(false, List.of("card"), List.of(), false), json).utf8())
          .isEqualTo("{\"password\":\"x\",\"card\":\"[Filtered]\",\"ip\":\"::1\"}");
    }

    @ParameterizedTest
    @CsvSource({
      "ip_address, 203.0.113.77, 203.0.113.0",
      "REMOTE_ADDR, 2001:db8:1:2::3, 2001:db8:1::",
      "X-Forwarded-For, '203.0.113.77, 10.1.2.3', '203.0.113.0, 10.1.2.0'",
      "ip_address, {{auto}}, {{auto}}",
      "version, 203.0.113.77, 203.0.113.77",
    })
    void of_addresses_are_shortened(String name, String before, String after) {
      assertThat(scrub("{\"" + name + "\":\"" + before + "\"}"))
          .isEqualTo("{\"" + name + "\":\"" + after + "\"}");
    }
  }

  @Nested
  class Texts {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "GET /a?token=abc&page=2 | GET /a?token=[Filtered]&page=2",
          "user=bob&password=hunter2 | user=bob&password=[Filtered]",
          "a[password]=hunter2&b=1 | a[password]=[Filtered]&b=1",
          "postgres://app:hunter2@db:5432/shop | postgres://app:[Filtered]@db:5432/shop",
          "https://0123456789abcdef@errors.example.com/1 | https://0123456789abcdef@errors.example.com/1",
          "sent Bearer abcdef0123456789abcdef to x | sent Bearer [Filtered] to x",
          "Bearer authentication needed | Bearer authentication needed",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3 | [Filtered]",
          "eyJhbGciOi is no token | eyJhbGciOi is no token",
          "card 4111 1111 1111 1111 declined | card [Filtered] declined",
          "card 4111-1111-1111-1111 | card [Filtered]",
          "paid with 5555555555554444. | paid with [Filtered].",
          "paid with 5555555555554444 | paid with [Filtered]",
          "ratio 0.4111111111111111 | ratio 0.4111111111111111",
          "order 4111111111111112 | order 4111111111111112",
          "at 1795453724136 and 1795453724136000 | at 1795453724136 and 1795453724136000",
          "{'password': 'hunter2', 'a': 'b'} | {'password': '[Filtered]', 'a': 'b'}",
          "{\\\"password\\\":\\\"hunter2\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"[Filtered]\\\",\\\"a\\\":1}",
          "{\\\"password\\\":\\\"hun\\\\\\\"ter2\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"[Filtered]\\\",\\\"a\\\":1}",
          "{\\\"pin_token\\\":12345678} | {\\\"pin_token\\\":[Filtered]}",
          "{'token': None} | {'token': None}",
          "{\\\"password\\\"=>\\\"hunter2\\\"} | {\\\"password\\\"=>\\\"[Filtered]\\\"}",
          "Host: x\\nCookie: a=b; c=d\\nAccept: y | Host: x\\nCookie: [Filtered]\\nAccept: y",
          "curl -H 'Authorization: Basic dXNlcjpwYXNz' http://x | curl -H 'Authorization: [Filtered]' http://x",
          "Failed authorization: user not found | Failed authorization: user not found",
          "Unexpected token: } | Unexpected token: }",
          "Unexpected token < in JSON at position 0 | Unexpected token < in JSON at position 0",
          "invalid password: must be longer | invalid password: must be longer",
          "https://example.com/@vite/client:80 | https://example.com/@vite/client:80",
        })
    void lose_what_is_a_secret_and_nothing_else(String before, String after) {
      assertThat(scrub("{\"message\":\"" + before + "\",\"z\":1}"))
          .isEqualTo("{\"message\":\"" + after + "\",\"z\":1}");
    }

    @Test
    void lose_private_keys_to_their_end() {
      assertThat(
              scrub(
                  """
                  {"m":"x -----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY----- y",\
                  "n":"-----BEGIN PRIVATE KEY-----\\ncut off","o":"-----BEGIN CERTIFICATE-----\\nM"}\
                  """))
          .isEqualTo(
              """
              {"m":"x -----BEGIN RSA PRIVATE KEY-----[Filtered]-----END RSA PRIVATE KEY----- y",\
              "n":"-----BEGIN PRIVATE KEY-----[Filtered]","o":"-----BEGIN CERTIFICATE-----\\nM"}\
              """);
    }

    @Test
    void of_identifiers_are_no_card_numbers() {
      assertThat(scrub("{\"span_id\":\"4111111111111111\"}")).contains("4111111111111111");
    }
  }

  @Nested
  class Documents {

    static Stream<Long> seeds() {
      return Seeds.stream();
    }

    @Test
    void without_a_secret_are_not_copied() {
      var json = ByteSlice.of("{\"message\":\"hello\",\"n\":[1,2,{\"a\":null}],\"t\":\"a=b: c\"}");

      assertThat(scrub(DEFAULT, json)).isSameAs(json);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void that_are_json_stay_json_with_the_same_names(long seed) throws Exception {
      var random = new SplittableRandom(seed);
      var event = RandomJson.event(random);
      event.put("password", "hunter2").put("note", "token=abc 4111111111111111");

      var scrubbed = scrub(DEFAULT, ByteSlice.of(LenientJson.write(event)));

      assertSameNames(event, LenientJson.readObject(scrubbed, JsonLimits.EVENT));
      assertThat(scrubbed.utf8()).doesNotContain("hunter2", "4111111111111111", "token=abc");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void that_are_anything_at_all_are_taken(long seed) {
      var random = new SplittableRandom(seed);
      for (int i = 0; i < 50; i++) {
        var junk = new StringBuilder();
        for (int n = random.nextInt(60); n > 0; n--) {
          junk.append(
              Seeds.pick(
                  random,
                  List.of(
                      "\"",
                      "\\",
                      "{",
                      "}",
                      "[",
                      "]",
                      ",",
                      ":",
                      "=",
                      "'",
                      "password",
                      "token",
                      "eyJ",
                      "4111111111111111",
                      "Bearer ",
                      "://",
                      "@",
                      "-----BEGIN PRIVATE KEY-----",
                      ".",
                      " ",
                      "-",
                      "1",
                      "ü",
                      "\n",
                      "=>",
                      "abcdefghijklmnop")));
        }
        var scrubbed = scrub(DEFAULT, ByteSlice.of(junk.toString()));

        assertThat(scrubbed.length()).isLessThanOrEqualTo(junk.toString().length() * 4 + 4096);
      }
    }

    @Test
    void of_real_clients_keep_their_shape() throws Exception {
      int events = 0;
      for (var capture : Capture.ingest()) {
        if (!capture.isEnvelope() || !capture.encoding().isEmpty()) {
          continue;
        }
        var envelope = Envelope.parse(capture.decoded(), EnvelopeLimits.DEFAULT);
        for (var item : envelope.items()) {
          if (!item.header().type().wireName().equals("event")) {
            continue;
          }
          assertSameNames(
              LenientJson.readObject(item.payload(), JsonLimits.EVENT),
              LenientJson.readObject(scrub(DEFAULT, item.payload()), JsonLimits.EVENT));
          events++;
        }
      }
      assertThat(events).isGreaterThan(20);
    }

    private static void assertSameNames(JsonNode before, JsonNode after) {
      if (before.isObject() || before.isArray()) {
        assertThat(after.getNodeType()).isEqualTo(before.getNodeType());
        assertThat(after.size()).isEqualTo(before.size());
        if (before.isArray()) {
          for (int i = 0; i < before.size(); i++) {
            assertSameNames(before.get(i), after.get(i));
          }
        } else {
          for (var field : before.properties()) {
            assertThat(after.has(field.getKey())).as(field.getKey()).isTrue();
            assertSameNames(field.getValue(), after.get(field.getKey()));
          }
        }
      }
    }
  }
}
