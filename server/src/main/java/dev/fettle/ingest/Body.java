package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request body while it is received: blocks that grow, charged to the {@link MemoryBudget}, never
 * copied together unless somebody asks for one slice.
 */
final class Body implements AutoCloseable {

  private static final int FIRST_BLOCK_BYTES = 16 * 1024;
  private static final int LARGEST_BLOCK_BYTES = 1024 * 1024;

  private final MemoryBudget budget;
  private final List<byte[]> blocks = new ArrayList<>();
  private int lastBlockBytes;
  private int length;
  private int charged;

  Body(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Reads {@code in} to its end.
   *
   * @param expected the length the client announced, or 0
   * @throws BodyRefusedException when it is larger than {@code limit}, or memory stays short
   */
  void readAll(InputStream in, int expected, int limit) throws IOException, InterruptedException {
    addBlock(Math.clamp(expected + 1L, FIRST_BLOCK_BYTES, LARGEST_BLOCK_BYTES));
    while (true) {
      var block = blocks.getLast();
      if (lastBlockBytes == block.length) {
        addBlock(Math.min(block.length * 2, LARGEST_BLOCK_BYTES));
        continue;
      }
      int read = in.read(block, lastBlockBytes, block.length - lastBlockBytes);
      if (read < 0) {
        return;
      }
      lastBlockBytes += read;
      length += read;
      if (length > limit) {
        throw new BodyRefusedException(
            BodyRefusedException.Reason.TOO_LARGE,
            "the decoded body is larger than %d bytes".formatted(limit));
      }
    }
  }

  int length() {
    return length;
  }

  /** The bytes as they lie in memory. */
  List<ByteSlice> parts() {
    var parts = new ArrayList<ByteSlice>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      int size = i == blocks.size() - 1 ? lastBlockBytes : blocks.get(i).length;
      parts.add(ByteSlice.of(blocks.get(i), 0, size));
    }
    return parts;
  }

  /** At most the first {@code bytes} bytes in one piece. */
  ByteSlice start(int bytes) throws InterruptedException {
    if (blocks.size() == 1 || blocks.getFirst().length >= bytes) {
      int size = blocks.size() == 1 ? lastBlockBytes : blocks.getFirst().length;
      return ByteSlice.of(blocks.getFirst(), 0, Math.min(bytes, size));
    }
    int wanted = Math.min(bytes, length);
    charge(wanted);
    var whole = new byte[wanted];
    int copied = 0;
    for (var part : parts()) {
      int chunk = Math.min(part.length(), wanted - copied);
      System.arraycopy(part.array(), part.offset(), whole, copied, chunk);
      copied += chunk;
    }
    return ByteSlice.of(whole);
  }

  @Override
  public void close() {
    blocks.clear();
    budget.give(charged);
    charged = 0;
  }

  private void addBlock(int bytes) throws InterruptedException {
    charge(bytes);
    blocks.add(new byte[bytes]);
    lastBlockBytes = 0;
  }

  private void charge(int bytes) throws InterruptedException {
    int rounded = (bytes + 1023) / 1024 * 1024;
    if (!budget.take(rounded)) {
      throw new BodyRefusedException(
          BodyRefusedException.Reason.NO_MEMORY,
          "too many large requests at once: send again later");
    }
    charged += rounded;
  }
}
