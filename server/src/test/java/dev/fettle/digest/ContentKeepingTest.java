package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.platform.blobs.BlobUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits, who is set aside, and when a bucket is asked again. */
class ContentKeepingTest {

  private final BlobUnavailableException bucket =
      BlobUnavailableException.ofBucket("the bucket is away", new IOException());
  private final BlobUnavailableException disk =
      BlobUnavailableException.ofDisk("the disk is full", new IOException());

  private Instant now = Instant.parse("2026-11-27T10:00:00Z");
  private boolean room = true;
  private final ContentKeeping keeping = new ContentKeeping(() -> now);
  private final Files files = new Files();

  /** A consumer whose contents have a place, or not. */
  private static final class Files implements ItemConsumer {
    private @Nullable BlobUnavailableException failure;
    private int asked;

    @Override
    public Set<ItemType> types() {
      return Set.of(ItemType.ATTACHMENT);
    }

    @Override
    public PreparedItem prepare(IncomingItem item) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keepContents(List<PreparedItem> batch) {
      asked++;
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
      throw new UnsupportedOperationException();
    }
  }

  private Optional<BlobUnavailableException> keep() {
    return keeping.keep(files, List.of(), _ -> room);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void a_bucket_is_waited_for_a_little_and_then_its_items_are_set_aside() {
    files.failure = bucket;
    assertThatThrownBy(this::keep).isSameAs(bucket);
    pass(Duration.ofSeconds(9));
    assertThatThrownBy(this::keep).isSameAs(bucket);
    pass(Duration.ofSeconds(2));
    assertThat(keep()).containsSame(bucket);
    assertThat(files.asked).isEqualTo(3);
  }

  @Test
  void a_bucket_that_is_known_to_be_away_is_asked_now_and_then() {
    files.failure = bucket;
    assertThatThrownBy(this::keep).isSameAs(bucket);
    pass(Duration.ofSeconds(11));
    assertThat(keep()).isPresent();
    pass(Duration.ofSeconds(29));
    assertThat(keep()).isPresent();
    assertThat(files.asked).isEqualTo(2);
    pass(Duration.ofSeconds(2));
    assertThat(keep()).isPresent();
    assertThat(files.asked).isEqualTo(3);
    files.failure = null;
    pass(Duration.ofSeconds(31));
    assertThat(keep()).isEmpty();
    files.failure = bucket;
    assertThatThrownBy(this::keep).as("patience begins anew").isSameAs(bucket);
  }

  @Test
  void without_room_to_set_aside_they_wait() {
    files.failure = bucket;
    room = false;
    assertThatThrownBy(this::keep).isSameAs(bucket);
    pass(Duration.ofHours(1));
    assertThatThrownBy(this::keep).isSameAs(bucket);
    room = true;
    assertThat(keep()).containsSame(bucket);
  }

  @Test
  void a_full_disk_is_always_waited_for() {
    files.failure = disk;
    assertThatThrownBy(this::keep).isSameAs(disk);
    pass(Duration.ofHours(1));
    assertThatThrownBy(this::keep).isSameAs(disk);
    files.failure = null;
    assertThat(keep()).isEmpty();
  }

  @Test
  void consumers_that_need_no_bucket_go_on() {
    files.failure = bucket;
    assertThatThrownBy(this::keep).isSameAs(bucket);
    pass(Duration.ofSeconds(11));
    assertThat(keep()).isPresent();
    assertThat(keeping.keep(new Files(), List.of(), _ -> false)).isEmpty();
  }
}
