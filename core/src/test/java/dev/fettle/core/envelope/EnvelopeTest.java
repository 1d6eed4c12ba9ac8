package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fettle.core.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Framing as in sdk-wire 6, a case per sentence. */
class EnvelopeTest {
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";

  private static Envelope parse(String body) throws MalformedEnvelopeException {
    return Envelope.parse(ByteSlice.of(body), EnvelopeLimits.DEFAULT);
  }

  private static List<String> payloads(Envelope envelope) {
    return envelope.items().stream().map(item -> item.payload().utf8()).toList();
  }

  @Test
  void header_fields_are_read() throws Exception {
    EnvelopeHeader header =
        parse(
                """
                {"event_id":"%s","dsn":"http://a1b2c3d4e5f60718293a4b5c6d7e8f90@h/42","sent_at":"2026-11-23T17:22:13.128Z",\
                "sdk":{"name":"sentry.java","version":"8.62.0"},"trace":{"trace_id":"6edd57b2a29e42149aecd0f077604cdf"}}
                """
                    .formatted(ID))
            .header();
    assertThat(header.eventId()).isEqualTo(UUID.fromString("9ec79c33-ec99-42ab-8353-589fcb2e04dc"));
    assertThat(header.dsn())
        .isEqualTo(new Dsn(UUID.fromString("a1b2c3d4-e5f6-0718-293a-4b5c6d7e8f90"), 42));
    assertThat(header.sentAt()).isEqualTo("2026-11-23T17:22:13.128Z");
    assertThat(header.sdkName()).isEqualTo("sentry.java");
    assertThat(header.sdkVersion()).isEqualTo("8.62.0");
    assertThat(header.traceId()).isEqualTo(UUID.fromString("6edd57b2-a29e-4214-9aec-d0f077604cdf"));
  }

  @Test
  void an_empty_header_is_a_header() throws Exception {
    Envelope envelope = parse("{}\n{\"type\":\"client_report\"}\n{}");
    assertThat(envelope.header()).isEqualTo(new EnvelopeHeader(null, null, null, null, null, null));
    assertThat(envelope.items()).hasSize(1);
    assertThat(envelope.problems()).isEmpty();
  }

  @Test
  void header_fields_of_a_wrong_kind_are_reported_and_count_as_absent() throws Exception {
    Envelope envelope =
        parse(
            "{\"event_id\":\"nope\",\"dsn\":\"http://x\",\"sent_at\":\"then\",\"sdk\":3,\"trace\":[]}\n");
    assertThat(envelope.header()).isEqualTo(new EnvelopeHeader(null, null, null, null, null, null));
    assertThat(envelope.problems())
        .extracting(EnvelopeProblem::kind)
        .containsOnly(EnvelopeProblem.Kind.BAD_HEADER_FIELD)
        .hasSize(3);
    assertThat(envelope.problems().getFirst().detail())
        .isEqualTo("event_id is nope, expected 32 hexadecimal digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "not json\n", "[]\n", "\"text\"\n", "{\"event_id\":\n", "\u0000"})
  void a_first_line_that_is_no_object_is_malformed(String body) {
    assertThatExceptionOfType(MalformedEnvelopeException.class).isThrownBy(() -> parse(body));
  }

  @Test
  void a_header_that_is_not_utf8_is_malformed() {
    byte[] body = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    assertThatExceptionOfType(MalformedEnvelopeException.class)
        .isThrownBy(() -> Envelope.parse(body, 0, body.length, EnvelopeLimits.DEFAULT))
        .withMessage("the envelope header is unusable: not UTF-8");
  }

  @Test
  void a_payload_without_length_ends_with_its_line() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"event\"}\n{\"a\":1}\n{\"type\":\"session\"}\n{\"b\":2}");
    assertThat(payloads(envelope)).containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(envelope.items())
        .extracting(EnvelopeItem::type)
        .containsExactly(ItemType.EVENT, ItemType.SESSION);
  }

  @Test
  void a_payload_with_length_holds_any_bytes() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"attachment\",\"length\":7}\na\n{}\n\nb\n{\"type\":\"event\"}\n{}\n");
    assertThat(payloads(envelope)).containsExactly("a\n{}\n\nb", "{}");
  }

  @Test
  void a_length_of_zero_is_an_empty_payload() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"attachment\",\"length\":0}\n\n{\"type\":\"event\"}\n{}\n");
    assertThat(payloads(envelope)).containsExactly("", "{}");
    assertThat(payloads(parse("{}\n{\"type\":\"attachment\",\"length\":0}"))).containsExactly("");
  }

  @Test
  void blank_lines_around_items_are_skipped() throws Exception {
    Envelope envelope =
        parse(
            "\n{}\n\n\n{\"type\":\"event\",\"length\":2}\n{}\n\n\r\n{\"type\":\"event\"}\n{}\n\n");
    assertThat(payloads(envelope)).containsExactly("{}", "{}");
    assertThat(envelope.problems()).isEmpty();
  }

  @Test
  void carriage_returns_are_not_part_of_headers_or_lines() throws Exception {
    Envelope envelope =
        parse("{}\r\n{\"type\":\"event\",\"length\":2}\r\n{}\r\n{\"type\":\"event\"}\r\n{}\r\n");
    assertThat(payloads(envelope)).containsExactly("{}", "{}");
  }

  @Test
  void a_missing_line_feed_after_a_payload_of_known_length_is_tolerated() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"event\",\"length\":2}\n{}{\"type\":\"session\"}\n{}");
    assertThat(envelope.items())
        .extracting(EnvelopeItem::type)
        .containsExactly(ItemType.EVENT, ItemType.SESSION);
  }

  @Test
  void an_unknown_type_keeps_its_name_and_leaves_its_neighbours_alone() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"some_future_item\",\"length\":3}\nabc\n{\"type\":\"event\"}\n{}\n");
    assertThat(envelope.items().getFirst().header())
        .isEqualTo(
            new ItemHeader(ItemType.UNKNOWN, "some_future_item", null, null, null, null, null));
    assertThat(envelope.items().getLast().type()).isEqualTo(ItemType.EVENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"type\":null}", "{\"type\":7}", "{\"type\":{\"a\":1},\"length\":2}"})
  void a_missing_type_is_an_unknown_item(String header) throws Exception {
    Envelope envelope = parse("{}\n" + header + "\n{}\n{\"type\":\"event\"}\n{}\n");
    assertThat(envelope.items())
        .extracting(EnvelopeItem::type)
        .containsExactly(ItemType.UNKNOWN, ItemType.EVENT);
  }

  @Test
  void a_truncated_item_is_reported_and_what_came_before_is_kept() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"attachment\",\"length\":100}\nonly this");
    assertThat(payloads(envelope)).containsExactly("{}");
    assertThat(envelope.problems())
        .containsExactly(
            new EnvelopeProblem(
                EnvelopeProblem.Kind.TRUNCATED_ITEM,
                1,
                ItemType.ATTACHMENT,
                "item 1 announces 100 bytes, 9 arrived"));
  }

  @Test
  void an_absurd_length_is_a_truncated_item() throws Exception {
    Envelope envelope = parse("{}\n{\"type\":\"event\",\"length\":9223372036854775807}\n{}");
    assertThat(envelope.items()).isEmpty();
    assertThat(envelope.problems())
        .extracting(EnvelopeProblem::kind)
        .containsExactly(EnvelopeProblem.Kind.TRUNCATED_ITEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "null", "\"x\"", "1.5", "[]", "99999999999999999999999999"})
  void a_length_that_is_no_length_is_no_length(String length) throws Exception {
    Envelope envelope = parse("{}\n{\"type\":\"event\",\"length\":" + length + "}\n{\"a\":1}\n");
    assertThat(payloads(envelope)).containsExactly("{\"a\":1}");
  }

  @Test
  void a_length_as_text_counts() throws Exception {
    assertThat(payloads(parse("{}\n{\"type\":\"event\",\"length\":\"3\"}\na\nb")))
        .containsExactly("a\nb");
  }

  @Test
  void a_broken_item_header_ends_the_envelope_and_is_reported() throws Exception {
    Envelope envelope =
        parse("{}\n{\"type\":\"event\"}\n{}\nbinary rubbish\n{\"type\":\"event\"}\n{}\n");
    assertThat(envelope.items()).hasSize(1);
    assertThat(envelope.problems()).hasSize(1);
    assertThat(envelope.problems().getFirst().kind())
        .isEqualTo(EnvelopeProblem.Kind.BROKEN_ITEM_HEADER);
    assertThat(envelope.problems().getFirst().itemIndex()).isEqualTo(1);
  }

  @Test
  void limits_have_named_results() throws Exception {
    EnvelopeLimits limits = new EnvelopeLimits(2, 40, 4);
    Envelope large =
        Envelope.parse(
            ByteSlice.of("{}\n{\"type\":\"event\"}\n12345\n{\"type\":\"event\"}\n{}"), limits);
    assertThat(payloads(large)).containsExactly("{}");
    assertThat(large.problems())
        .containsExactly(
            new EnvelopeProblem(
                EnvelopeProblem.Kind.ITEM_TOO_LARGE,
                0,
                ItemType.EVENT,
                "item 0: 5 bytes, an item of type event has at most 4"));
    Envelope many =
        Envelope.parse(ByteSlice.of("{}\n" + "{\"type\":\"event\"}\n{}\n".repeat(3)), limits);
    assertThat(many.items()).hasSize(2);
    assertThat(many.problems())
        .extracting(EnvelopeProblem::kind)
        .containsExactly(EnvelopeProblem.Kind.TOO_MANY_ITEMS);
    Envelope wide =
        Envelope.parse(
            ByteSlice.of("{}\n{\"type\":\"event\",\"x\":\"" + "x".repeat(40) + "\"}\n{}"), limits);
    assertThat(wide.problems())
        .extracting(EnvelopeProblem::kind)
        .containsExactly(EnvelopeProblem.Kind.ITEM_HEADER_TOO_LARGE);
    assertThatExceptionOfType(MalformedEnvelopeException.class)
        .isThrownBy(
            () -> Envelope.parse(ByteSlice.of("{\"a\":\"" + "x".repeat(40) + "\"}"), limits))
        .withMessage("the envelope header is longer than 40 bytes");
  }

  @Test
  void item_header_fields_are_read_and_null_means_absent() throws Exception {
    Envelope envelope =
        parse(
            """
            {}
            {"type":"attachment","length":1,"filename":"log.txt","content_type":null,"attachment_type":"event.minidump"}
            x
            {"type":"profile_chunk","platform":"node"}
            {}
            """);
    assertThat(envelope.items().getFirst().header())
        .isEqualTo(
            new ItemHeader(
                ItemType.ATTACHMENT, "attachment", null, "log.txt", "event.minidump", null, null));
    assertThat(envelope.items().getLast().header().platform()).isEqualTo("node");
  }

  @Test
  void a_span_is_a_container_when_it_says_so() throws Exception {
    Envelope envelope =
        parse(
            """
            {}
            {"type":"span","item_count":17,"content_type":"application/vnd.sentry.items.span.v2+json"}
            {}
            {"type":"span"}
            {}
            """);
    assertThat(envelope.items())
        .extracting(item -> item.header().isContainer())
        .containsExactly(true, false);
    assertThat(envelope.items())
        .extracting(item -> item.header().quantity())
        .containsExactly(17, 1);
    assertThat(envelope.items())
        .extracting(item -> item.type().category())
        .containsOnly(DataCategory.SPAN);
  }

  @Test
  void the_quantity_of_a_container_is_bounded() throws Exception {
    String header =
        "{\"type\":\"log\",\"item_count\":%s,\"content_type\":\"application/vnd.sentry.items.log+json\"}\n{}\n";
    Envelope envelope =
        parse(
            "{}\n"
                + header.formatted("2000000000")
                + header.formatted("-3")
                + header.formatted("\"7\""));
    assertThat(envelope.items())
        .extracting(item -> item.header().quantity())
        .containsExactly(100_000, 1, 1);
  }

  @Test
  void payloads_are_slices_of_the_body() throws Exception {
    byte[] body = "??{}\n{\"type\":\"event\"}\n{\"a\":1}??".getBytes(StandardCharsets.UTF_8);
    Envelope envelope = Envelope.parse(body, 2, body.length - 4, EnvelopeLimits.DEFAULT);
    assertThat(envelope.items().getFirst().payload().array()).isSameAs(body);
    assertThat(payloads(envelope)).containsExactly("{\"a\":1}");
  }
}
