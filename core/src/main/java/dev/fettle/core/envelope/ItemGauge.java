package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.EntryCount;
import org.jspecify.annotations.Nullable;

/**
 * Measures the items of one envelope, one after the other, against what an item of its kind and all
 * of them together may have. The intake asks before it writes, the digest before it parses; both
 * get the same answers.
 */
final class ItemGauge {

  private final EnvelopeLimits limits;
  private final boolean stored;
  private long jsonBytes;
  private int entries;

  private ItemGauge(EnvelopeLimits limits, boolean stored) {
    this.limits = limits;
    this.stored = stored;
  }

  /** For items as clients send them. */
  static ItemGauge ofSent(EnvelopeLimits limits) {
    return new ItemGauge(limits, false);
  }

  /** For items whose secrets may have been replaced by longer texts. */
  static ItemGauge ofStored(EnvelopeLimits limits) {
    return new ItemGauge(limits, true);
  }

  /** Why a payload of this size is refused, or null; nothing but its length is looked at. */
  @Nullable ItemRefusal bySize(ItemHeader header, long bytes) {
    int ofType = stored ? header.type().maxStoredBytes() : header.type().maxBytes();
    int most = Math.min(limits.maxItemBytes(), ofType);
    if (bytes > most) {
      return tooLarge(
          header,
          "%d bytes, an item of type %s has at most %d"
              .formatted(bytes, header.type().wireName(), most));
    }
    if (!header.type().isFile()) {
      int together = limits.maxJsonBytes();
      if (jsonBytes + bytes > (stored ? ItemSizes.grown(together) : together)) {
        return tooLarge(header, "items of one envelope have at most %d bytes".formatted(together));
      }
      jsonBytes += bytes;
    }
    return null;
  }

  /** Why a payload is refused for what is in it, or null. */
  @Nullable ItemRefusal byEntries(ItemHeader header, ByteSlice payload) {
    if (!header.type().hasEntries()) {
      return null;
    }
    int found = EntryCount.of(payload);
    if (found > limits.maxContainerEntries()) {
      return tooMany(
          found,
          "%d entries, a container has at most %d".formatted(found, limits.maxContainerEntries()));
    }
    if (entries + found > limits.maxEntries()) {
      return tooMany(
          found,
          "containers of one envelope have at most %d entries".formatted(limits.maxEntries()));
    }
    entries += found;
    return null;
  }

  private static ItemRefusal tooLarge(ItemHeader header, String detail) {
    return new ItemRefusal(EnvelopeProblem.Kind.ITEM_TOO_LARGE, header.quantity(), detail);
  }

  private static ItemRefusal tooMany(int found, String detail) {
    return new ItemRefusal(EnvelopeProblem.Kind.TOO_MANY_ENTRIES, found, detail);
  }
}
