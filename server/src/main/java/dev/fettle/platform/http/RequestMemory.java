package dev.fettle.platform.http;

import dev.fettle.platform.work.BusyException;
import dev.fettle.platform.work.MemoryBudget;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The memory one request has of the budget all requests share, for answers that are large. Given
 * back when the request has been answered.
 */
public final class RequestMemory {

  private final MemoryBudget.Claim claim;

  RequestMemory(MemoryBudget.Claim claim) {
    this.claim = claim;
  }

  /** What this request may take. */
  public static RequestMemory of(HttpServletRequest request) {
    return BodyLimit.memory(request);
  }

  /**
   * Takes memory, waiting a while for it.
   *
   * @throws BusyException when there is none
   */
  public void take(int bytes) throws InterruptedException {
    if (!claim.take(bytes)) {
      throw new BusyException("too many large answers at once: ask again later");
    }
  }
}
