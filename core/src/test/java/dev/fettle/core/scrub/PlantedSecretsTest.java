package dev.fettle.core.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.envelope.Envelope;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.StoreBody;
import dev.fettle.core.testing.Capture;
import dev.fettle.core.testing.RandomJson;
import dev.fettle.core.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets of every form in documents of every shape, written with any escapes: none survives, and
 * what is not one is the same afterwards.
 */
class PlantedSecretsTest {

  private static final Scrubber SCRUBBER = new Scrubber(true, List.of(), List.of(), true);

  /** What no scrubbed document holds. */
  private static final List<String> CORES =
      List.of("S3CRET", "4111 1111", "AKIAIOSFODNN7", "ghp_16C7", "_live_4eC3", "xoxb-2", "eyJhb");

  /** A text, and what is left of it. */
  private record Planted(String text, String clean) {}

  private static final List<Planted> TEXTS =
      List.of(
          new Planted("mysql://root:S3CRET@db/x", "mysql://root:[Filtered]@db/x"),
          new Planted("at redis://:S3C/RET@h:1 x", "at redis://:[Filtered]@h:1 x"),
          new Planted("GET /a?token=S3CRET&page=2", "GET /a?token=[Filtered]&page=2"),
          new Planted("a[pw]=S3CRET&b=1", "a[pw]=[Filtered]&b=1"),
          new Planted("Password = 'S3CRET';x", "Password = '[Filtered]';x"),
          new Planted("{\"password\":\"S3CRET\",\"a\":1}", "{\"password\":\"[Filtered]\",\"a\":1}"),
          new Planted("{'pwd': u'S3CRET', 'a': 1}", "{'pwd': u'[Filtered]', 'a': 1}"),
          new Planted("{ passwd: 'S3CRET', a: 1 }", "{ passwd: '[Filtered]', a: 1 }"),
          new Planted(
              "{\"dsn\":\"mysql:\\/\\/root:S3CRET@db\\/x\"}",
              "{\"dsn\":\"mysql:\\/\\/root:[Filtered]@db\\/x\"}"),
          new Planted(
              "{\\u0022password\\u0022:\\u0022S3CRET\\u0022}",
              "{\\u0022password\\u0022:\\u0022[Filtered]\\u0022}"),
          new Planted("a%5Bpw%5D=S3CRET&b=1", "a%5Bpw%5D=[Filtered]&b=1"),
          new Planted(
              "{&quot;pw&quot;:&quot;S3CRET&quot;}", "{&quot;pw&quot;:&quot;[Filtered]&quot;}"),
          new Planted("run --token S3CRET -v", "run --token [Filtered] -v"),
          new Planted("s:5:\"token\";s:6:\"S3CRET\";", "s:5:\"token\";s:6:\"[Filtered]\";"),
          new Planted("password\uff1aS3CRET", "password\uff1a[Filtered]"),
          new Planted("token\\u003dS3CRET x", "token\\u003d[Filtered] x"),
          new Planted(
              "<a><password>S3CRET</password></a>", "<a><password>[Filtered]</password></a>"),
          new Planted("Host: x\nCookie: a=S3CRET; b\nZ: y", "Host: x\nCookie: [Filtered]\nZ: y"),
          new Planted("X-Api-Key: S3CRET", "X-Api-Key: [Filtered]"),
          new Planted("key AKIAIOSFODNN7EXAMPLE.", "key [Filtered]."),
          new Planted("with ghp_16C7e42F292c6912E7710c838347Ae178B4a", "with [Filtered]"),
          new Planted("(sk_live_4eC39HqLyjWDarjtT1zdp7dc)", "([Filtered])"),
          new Planted("xoxb-263594206564-FGqddMF8t08v8N7Oq4i57vs1", "[Filtered]"),
          new Planted(
              "a eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3 b", "a [Filtered] b"),
          new Planted("Bearer S3CRETabcdef0123456789", "Bearer [Filtered]"),
          new Planted("card 4111 1111 1111 1111 declined", "card [Filtered] declined"),
          new Planted(
              "-----BEGIN PRIVATE KEY-----\nS3CRET\n-----END PRIVATE KEY-----",
              "-----BEGIN PRIVATE KEY-----[Filtered]-----END PRIVATE KEY-----"));

  private static final List<String> NAMES =
      List.of("password", "pw", "DB_PWD", "apiKey", "client_secret", "x-auth-token", "passwd");

  static Stream<Long> seeds() {
    return Seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void in_documents_of_any_shape_are_hidden_and_nothing_else(long seed) throws Exception {
    var random = Seeds.random(seed);
    var secret = RandomJson.event(random);
    secret.set("extra", RandomJson.value(random, 0));
    check(secret, random, random.nextInt(3) * 20);
  }

  static List<Capture> captures() {
    return Capture.ingest();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void in_what_real_clients_send_are_hidden_and_nothing_else(Capture capture) throws Exception {
    var random = Seeds.random(capture.toString().hashCode());
    for (var payload : payloads(capture)) {
      if (payload.length() > 0 && payload.at(0) == '{') {
        var event = LenientJson.readObject(payload, JsonLimits.EVENT);
        check(event, random, capture.client().startsWith("php") ? 1 : 0);
      }
    }
  }

  private static List<ByteSlice> payloads(Capture capture) throws Exception {
    if (capture.isStore()) {
      return StoreBody.decode(capture.decoded(), 1 << 20) instanceof StoreBody.Json json
          ? List.of(json.json())
          : List.of();
    }
    return Envelope.parse(capture.decoded(), EnvelopeLimits.DEFAULT).items().stream()
        .map(item -> item.payload())
        .toList();
  }

  /** Plants some secrets; what comes out is what comes out of the document that never had them. */
  private static void check(ObjectNode event, SplittableRandom random, int escapes)
      throws Exception {
    var objects = new ArrayList<ObjectNode>();
    collect(event, objects);
    var clean = new ArrayList<Runnable>();
    for (int i = 0; i < 6; i++) {
      var object = Seeds.pick(random, objects);
      if (random.nextInt(3) == 0) {
        var name = Seeds.pick(random, NAMES);
        object.put(name, "S3CRET\"\\ \u00e9/");
        clean.add(() -> object.put(name, Scrubber.FILTERED));
      } else {
        var planted = Seeds.pick(random, TEXTS);
        var name = "note " + i;
        object.put(name, planted.text());
        clean.add(() -> object.put(name, planted.clean()));
      }
    }
    var written = JsonWriter.write(event, random, escapes);
    clean.forEach(Runnable::run);
    var expected = scrubbed(ByteSlice.of(LenientJson.write(event)).utf8());

    var after = scrubbed(written);

    assertThat(after).as("written as %s", written).isEqualTo(expected);
    assertThat(CORES).noneMatch(after.toString()::contains);
  }

  /** Every object but those among lines of source code, which have rules of their own. */
  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
      for (var field : object.properties()) {
        if (!field.getKey().equals("pre_context") && !field.getKey().equals("modules")) {
          collect(field.getValue(), objects);
        }
      }
    } else {
      node.forEach(entry -> collect(entry, objects));
    }
  }

  private static JsonNode scrubbed(String json) throws Exception {
    var bytes = ByteSlice.of(json);
    var clean = SCRUBBER.scrub(bytes, _ -> {});
    return LenientJson.read(clean == null ? bytes : clean, JsonLimits.EVENT).root();
  }
}
