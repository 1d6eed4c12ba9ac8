package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class LoadTest {

  private static final Path CAPTURES = Path.of("../fixtures/captures");
  private static final Load.Shape PLAIN = new Load.Shape(false, false);
  private final Dsn dsn = Dsn.parse("http://abc@127.0.0.1:4290/7");
  private final Load load = new Load(Mix.SMALL, CAPTURES, List.of(dsn), new EventIds(3), PLAIN);

  @Test
  void writes_a_complete_request_with_a_valid_envelope() {
    var out = ByteBuffer.allocate(load.longestRequest());
    load.write(99, out);
    var text = new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    var head = text.substring(0, text.indexOf("\r\n\r\n"));
    var lines = text.substring(text.indexOf("\r\n\r\n") + 4).lines().toList();

    assertThat(head).startsWith("POST /api/7/envelope/ HTTP/1.1\r\n").contains("sentry_key=abc");
    assertThat(head).endsWith("Content-Length: " + (out.position() - head.length() - 4));
    assertThat(lines).hasSize(3);
    var json = new ObjectMapper();
    var header = json.readTree(lines.get(0));
    var event = json.readTree(lines.get(2));
    assertThat(header.path("event_id").asString())
        .isEqualTo(event.path("event_id").asString())
        .isEqualTo(new EventIds(3).of(99).toString().replace("-", ""));
    assertThat(json.readTree(lines.get(1)).path("length").asInt())
        .isEqualTo(lines.get(2).getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void compresses_to_the_same_body() throws IOException {
    var zipped =
        new Load(Mix.LARGE, CAPTURES, List.of(dsn), new EventIds(3), new Load.Shape(true, false));
    var out = ByteBuffer.allocate(zipped.longestRequest());
    for (long number : new long[] {1, 2}) {
      out.clear();
      zipped.write(number, out);
      var text = new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
      int body = text.indexOf("\r\n\r\n") + 4;
      try (var in =
          new GZIPInputStream(new ByteArrayInputStream(out.array(), body, out.position() - body))) {
        assertThat(in.readAllBytes().length).isEqualTo(zipped.body(number).length);
      }
    }
  }

  @Test
  void an_even_load_meets_every_issue_as_often_in_few_releases_and_by_few_users() {
    var even =
        new Load(Mix.SMALL, CAPTURES, List.of(dsn), new EventIds(3), new Load.Shape(false, true));
    var json = new ObjectMapper();
    int[] met = new int[Load.ISSUES];
    var releases = new HashSet<String>();
    var users = new HashSet<String>();
    int events = 20_000;
    for (int number = 0; number < events; number++) {
      met[even.issueOf(number)]++;
      var event =
          json.readTree(
              new String(even.body(number), StandardCharsets.UTF_8).lines().toList().get(2));
      releases.add(event.path("release").asString());
      users.add(event.path("user").path("id").asString());
    }

    assertThat(Arrays.stream(met).min().orElseThrow()).isGreaterThan(50);
    assertThat(Arrays.stream(met).max().orElseThrow()).isLessThan(160);
    assertThat(releases).hasSize(Slots.FEW);
    assertThat(users).hasSize(Slots.FEW_USERS);
  }

  private Load of(Mix mix) {
    return new Load(mix, CAPTURES, List.of(dsn), new EventIds(3), PLAIN);
  }

  @Test
  void a_storm_is_one_issue() {
    var storm = of(Mix.STORM);

    assertThat(IntStream.range(0, 1_000).map(storm::issueOf).distinct().toArray())
        .containsExactly(0);
  }

  @Test
  void a_wide_load_names_a_hundred_thousand_issues() {
    var wide = of(Mix.WIDE);
    var json = new ObjectMapper();
    var issues = new HashSet<String>();
    for (int number = 0; number < 2_000; number++) {
      var lines = new String(wide.body(number), StandardCharsets.UTF_8).lines().toList();
      var fingerprint = json.readTree(lines.get(2)).path("fingerprint");
      assertThat(fingerprint.path(0).asString()).isEqualTo("{{ default }}");
      assertThat(fingerprint.path(1).asString()).hasSize(5).containsOnlyDigits();
      issues.add(fingerprint.path(1).asString());
    }
    assertThat(issues).hasSizeGreaterThan(1_950);
  }

  @Test
  void meets_the_first_issue_most_and_every_issue_sometimes() {
    int[] met = new int[Load.ISSUES];
    int events = 200_000;
    for (int number = 0; number < events; number++) {
      met[load.issueOf(number)]++;
    }

    double first = 0;
    for (int issue = 1; issue <= Load.ISSUES; issue++) {
      first += 1.0 / issue;
    }
    assertThat(met[0] / (double) events).isCloseTo(1 / first, within(0.01));
    assertThat(met).doesNotContain(0);
  }
}
