package dev.fettle.ingest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way in besides envelope and store: it turns one kind of request into envelope items, so that
 * nothing behind it knows how they came. Admission, limits, decompression, memory and CORS are the
 * intake's; a door sees a body in memory and touches neither log nor database.
 *
 * <p>Doors have no state of their own and are called by many threads at once. Whatever is in a
 * body, they answer; they never throw.
 */
public interface Door {

  /** How admission words its refusals here. */
  Endpoint endpoint();

  /** The target when the address is this door's, else null. */
  @Nullable Target target(Address address);

  /** Methods it takes, besides OPTIONS. */
  default Set<String> methods() {
    return Set.of("POST");
  }

  /** Whether a request with this method brings something that counts. */
  default boolean bringsItems(String method) {
    return true;
  }

  /** The largest decoded body it takes, in bytes. */
  int bodyBytes(IngestLimits limits);

  /** How many bytes of memory it takes besides the body itself. */
  default long workBytes(int bodyBytes) {
    return 0;
  }

  /** Reads an admitted request. */
  Delivery open(Visit visit);

  /** A refusal of the intake in this door's own words. */
  default Answer reworded(Answer refusal, @Nullable String contentType) {
    return refusal;
  }
}
