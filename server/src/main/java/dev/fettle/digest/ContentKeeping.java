package dev.fettle.digest;

import dev.fettle.items.ItemConsumer;
import dev.fettle.items.PreparedItem;
import dev.fettle.platform.blobs.BlobUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Has consumers keep contents before their rows are written. A disk that is full is waited for: the
 * database stands on it too. A bucket that is away is waited for a little; then the items that need
 * it are to be set aside, so that the others go on, and it is asked again now and then. When there
 * is no room to set them aside they wait after all: nothing is lost. For one thread.
 */
final class ContentKeeping {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private record Away(Instant since, Instant askAgain, BlobUnavailableException failure) {}

  private final Map<ItemConsumer, Away> away = new HashMap<>();
  private final InstantSource clock;

  ContentKeeping(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Keeps what these items bring.
   *
   * @param room whether so many can be set aside
   * @return why they are to be set aside; empty when their contents are kept
   * @throws BlobUnavailableException when they are to wait
   */
  Optional<BlobUnavailableException> keep(
      ItemConsumer consumer, List<PreparedItem> items, Predicate<List<PreparedItem>> room) {
    var known = away.get(consumer);
    if (known == null || !clock.instant().isBefore(known.askAgain())) {
      var failure = attempt(consumer, items);
      if (failure == null) {
        away.remove(consumer);
        return Optional.empty();
      }
      known = failed(known, failure);
      away.put(consumer, known);
      if (clock.instant().isBefore(known.since().plus(PATIENCE))) {
        throw failure;
      }
    }
    if (!room.test(items)) {
      throw known.failure();
    }
    return Optional.of(known.failure());
  }

  private static @Nullable BlobUnavailableException attempt(
      ItemConsumer consumer, List<PreparedItem> items) {
    try {
      consumer.keepContents(items);
      return null;
    } catch (BlobUnavailableException e) {
      if (e.isLocal()) {
        throw e;
      }
      return e;
    }
  }

  private Away failed(@Nullable Away before, BlobUnavailableException failure) {
    var now = clock.instant();
    var since = before == null ? now : before.since();
    boolean patient = now.isBefore(since.plus(PATIENCE));
    return new Away(since, patient ? now : now.plus(PAUSE), failure);
  }
}
