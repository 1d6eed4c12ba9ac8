package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final byte[] TIME = "2026-11-25T07:40:12.345Z".getBytes(StandardCharsets.US_ASCII);
  private final EventIds ids = new EventIds(5);

  @Test
  void fills_every_kind_of_place_with_its_width() {
    var text =
        fill(
            "id=%s t=%s u=%s,%s d=%s x=%s."
                .formatted(
                    Slots.eventId(),
                    Slots.time(),
                    Slots.user(),
                    Slots.user(),
                    Slots.digits(2),
                    Slots.hex(20)),
            3);

    assertThat(text)
        .matches(
            "id=%s t=2026-11-25T07:40:12\\.345Z u=[1-9]\\d{4},[1-9]\\d{4} d=[1-9]\\d x=[0-9a-f]{20}\\."
                .formatted(ids.of(3).toString().replace("-", "")));
    assertThat(text.substring(text.indexOf("u=") + 2, text.indexOf(',')))
        .isEqualTo(text.substring(text.indexOf(',') + 1, text.indexOf(" d=")));
  }

  @Test
  void repeats_an_event_and_varies_between_events() {
    var pattern = "%s %s".formatted(Slots.digits(9), Slots.hex(32));

    assertThat(fill(pattern, 8)).isEqualTo(fill(pattern, 8)).isNotEqualTo(fill(pattern, 9));
  }

  @Test
  void writes_from_the_given_index() {
    var slots =
        Slots.compile("a=%s;".formatted(Slots.digits(3)).getBytes(StandardCharsets.US_ASCII));
    var target = new byte[20];

    int end = slots.fill(target, 10, 1, ids, TIME);

    assertThat(end).isEqualTo(10 + slots.length()).isEqualTo(16);
    assertThat(target[9]).isZero();
    assertThat(new String(target, 10, 2, StandardCharsets.US_ASCII)).isEqualTo("a=");
  }

  private String fill(String pattern, long number) {
    var slots = Slots.compile(pattern.getBytes(StandardCharsets.US_ASCII));
    var target = new byte[slots.length()];
    slots.fill(target, 0, number, ids, TIME);
    return new String(target, StandardCharsets.US_ASCII);
  }
}
