package dev.fettle.intakelog;

import dev.fettle.core.ByteSlice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A record that waits for the disk, and its appender with it. */
final class PendingRecord {

  private final int length;
  private final CompletableFuture<IntakeLog.Append> answer = new CompletableFuture<>();
  private List<ByteSlice> parts;

  PendingRecord(List<ByteSlice> parts) {
    this.parts = parts;
    this.length = parts.stream().mapToInt(ByteSlice::length).sum();
    if (length == 0) {
      throw new IllegalArgumentException("a record has at least one byte");
    }
  }

  List<ByteSlice> parts() {
    return parts;
  }

  int length() {
    return length;
  }

  long diskBytes() {
    return (long) Segment.FRAME_BYTES + length;
  }

  /** Lets go of the bytes first: whoever hears the answer takes their memory to be free. */
  void answer(IntakeLog.Append append) {
    parts = List.of();
    answer.complete(append);
  }

  /** Waits for it. */
  IntakeLog.Append awaitAnswer() throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the log writer answers every append", e);
    }
  }
}
