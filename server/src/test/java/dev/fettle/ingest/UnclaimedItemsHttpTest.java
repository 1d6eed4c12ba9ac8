package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no feature keeps is counted by name, and its neighbours are kept. */
class UnclaimedItemsHttpTest {

  @Test
  void recorded_replays_and_profiles_are_counted_as_not_kept_yet() {
    var sender =
        ItemSender.create()
            .replay("browser-7.120.4/23-replay-replay_event_replay_recording")
            .replay("node-11.12.0/53-profile-profile_chunk");
    assertThat(sender.outcomes(3))
        .isEqualTo(
            Map.of("dropped replay not_kept_yet", 2L, "dropped profile_chunk not_kept_yet", 1L));
  }

  @Test
  void kinds_of_tomorrow_are_counted_by_their_name() {
    var sender =
        ItemSender.create()
            .envelope(
                """
                {"event_id":"%s"}
                {"type":"statsd","length":3}
                a:1
                {"type":"Hologram-2"}
                {}
                {"type":"metric_buckets"}
                []
                {"type":"event"}
                {"message":"the neighbour"}
                """
                    .formatted(ItemSender.newId()));
    assertThat(sender.outcomes(4))
        .isEqualTo(
            Map.of(
                "accepted error",
                1L,
                "dropped metric_bucket not_kept_yet",
                2L,
                "dropped default unsupported_hologram_2",
                1L));
  }
}
