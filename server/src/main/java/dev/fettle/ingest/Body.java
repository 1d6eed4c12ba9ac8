package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.work.MemoryBudget;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request body while it is received: blocks that grow, charged to the {@link MemoryBudget}, never
 * copied together unless somebody asks for one slice. A body that grows large, or larger than the
 * memory that is free, goes on in the {@link Spool} and comes back when somebody wants to see it.
 */
final class Body implements AutoCloseable {

  private static final int SMALLEST_BLOCK_BYTES = 512;
  private static final int FIRST_BLOCK_BYTES = 4 * 1024;
  private static final int LARGEST_FIRST_BLOCK_BYTES = 16 * 1024;
  private static final int LARGEST_BLOCK_BYTES = 1024 * 1024;

  /** From here on a body waits on disk. */
  private static final int SPOOLED_BYTES = 1024 * 1024;

  private static final int SPOOL_BLOCK_BYTES = 16 * 1024;

  /** Bodies below this size may be compressed as well as they like. */
  private static final int FREE_RATIO_BYTES = 2 * 1024 * 1024;

  /** Text of real clients stays below 50; what is made to burst reaches 1,000 with gzip alone. */
  private static final int LARGEST_RATIO = 200;

  private final MemoryBudget.Claim claim;
  private final Spool spool;
  private final List<byte[]> blocks = new ArrayList<>();
  private int lastBlockBytes;
  private int length;
  private Spool.@Nullable Spooled file;
  private boolean loaded;
  private long owner;

  Body(MemoryBudget.Claim claim, Spool spool) {
    this.claim = claim;
    this.spool = spool;
  }

  /**
   * Reads {@code in} to its end.
   *
   * @param expected the length the client announced, or 0; never believed beyond the first block
   * @param received how many bytes came from the client for what was read so far
   * @throws BodyRefusedException when it is larger than {@code limit}, bursts, or memory stays
   *     short
   */
  void readAll(InputStream in, long expected, int limit, LongSupplier received)
      throws IOException, InterruptedException {
    int read = readSome(in, expected);
    while (read >= 0) {
      check(limit, received);
      read = readSome(in, 0);
    }
  }

  /** Says for which project it is, once that is known. */
  void ownedBy(long projectId) {
    owner = projectId;
    claim.ownedBy(projectId);
    if (file != null) {
      file.ownedBy(projectId);
    }
  }

  /** Reads until the end, or at least {@code enough} bytes. */
  void readStart(InputStream in, long expected, int enough)
      throws IOException, InterruptedException {
    int read = 0;
    while (read >= 0 && length < enough) {
      read = readSome(in, expected);
    }
  }

  /** Reads until there is a line feed, the end, or at least {@code enough} bytes. */
  void readLine(InputStream in, long expected, int enough)
      throws IOException, InterruptedException {
    int read;
    do {
      read = readSome(in, expected);
    } while (read >= 0 && length < enough && !newBytesHaveLineFeed(read));
  }

  int length() {
    return length;
  }

  /** The bytes as they lie in memory, where they come to if they are on disk. */
  List<ByteSlice> parts() throws InterruptedException {
    load();
    return blocks();
  }

  private List<ByteSlice> blocks() {
    var parts = new ArrayList<ByteSlice>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      int size = i == blocks.size() - 1 ? lastBlockBytes : blocks.get(i).length;
      if (size > 0) {
        parts.add(ByteSlice.of(blocks.get(i), 0, size));
      }
    }
    return parts;
  }

  /** At most the first {@code bytes} bytes in one piece. */
  ByteSlice start(int bytes) throws InterruptedException {
    var parts = parts();
    int wanted = Math.min(bytes, length);
    if (parts.isEmpty()) {
      return ByteSlice.of("");
    }
    if (parts.getFirst().length() >= wanted) {
      return parts.getFirst().slice(0, wanted);
    }
    charge(wanted);
    var whole = new byte[wanted];
    int copied = 0;
    for (var part : parts) {
      int chunk = Math.min(part.length(), wanted - copied);
      System.arraycopy(part.array(), part.offset(), whole, copied, chunk);
      copied += chunk;
    }
    return ByteSlice.of(whole);
  }

  /** Reads what was received once more. */
  InputStream stream() {
    var spooled = file;
    return spooled == null ? blockStream() : fileStream(spooled);
  }

  private static InputStream fileStream(Spool.Spooled file) {
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int available() {
        return (int) Math.min(Integer.MAX_VALUE, file.length() - position);
      }

      @Override
      public int read(byte[] target, int from, int wanted) {
        int read = file.read(target, from, wanted, position);
        position += Math.max(read, 0);
        return read;
      }
    };
  }

  private InputStream blockStream() {
    return new InputStream() {
      private final List<ByteSlice> parts = blocks();
      private int part;
      private int offset;
      private int done;

      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int available() {
        return length - done;
      }

      @Override
      public int read(byte[] target, int from, int wanted) {
        if (wanted == 0) {
          return 0;
        }
        while (part < parts.size() && offset == parts.get(part).length()) {
          part++;
          offset = 0;
        }
        if (part == parts.size()) {
          return -1;
        }
        var slice = parts.get(part);
        int chunk = Math.min(wanted, slice.length() - offset);
        System.arraycopy(slice.array(), slice.offset() + offset, target, from, chunk);
        offset += chunk;
        done += chunk;
        return chunk;
      }
    };
  }

  private int readSome(InputStream in, long expected) throws IOException, InterruptedException {
    if (file != null) {
      return readOnDisk(in, file);
    }
    if (blocks.isEmpty()) {
      int smallest = expected > 0 ? SMALLEST_BLOCK_BYTES : FIRST_BLOCK_BYTES;
      addBlock(Math.clamp(expected + 1, smallest, LARGEST_FIRST_BLOCK_BYTES));
    } else if (lastBlockBytes == blocks.getLast().length) {
      int more = Math.clamp(length, FIRST_BLOCK_BYTES, LARGEST_BLOCK_BYTES);
      boolean small = length + more <= MemoryBudget.SMALL_BYTES;
      if (!small && (length >= SPOOLED_BYTES || !claim.tryTake(more))) {
        return readOnDisk(in, moveToDisk());
      }
      if (small) {
        charge(more);
      }
      blocks.add(new byte[more]);
      lastBlockBytes = 0;
    }
    var block = blocks.getLast();
    int read = in.read(block, lastBlockBytes, block.length - lastBlockBytes);
    if (read > 0) {
      lastBlockBytes += read;
      length += read;
    }
    return read;
  }

  private Spool.Spooled moveToDisk() throws InterruptedException {
    var spooled = spool.file(owner);
    file = spooled;
    for (var part : blocks()) {
      spooled.write(part.array(), part.offset(), part.length());
    }
    blocks.clear();
    claim.close();
    addBlock(SPOOL_BLOCK_BYTES);
    return spooled;
  }

  /** The last block is what goes to the disk next. */
  private int readOnDisk(InputStream in, Spool.Spooled spooled) throws IOException {
    var block = blocks.getLast();
    int read = in.read(block, 0, block.length);
    if (read > 0) {
      spooled.write(block, 0, read);
      lastBlockBytes = read;
      length += read;
    }
    return read;
  }

  /** Brings what is on disk back, in its turn. */
  void load() throws InterruptedException {
    var spooled = file;
    if (spooled == null || loaded) {
      return;
    }
    if (!spooled.awaitTurn()) {
      throw new BodyRefusedException(
          BodyRefusedException.Reason.NO_MEMORY,
          "too many large requests at once: send again later");
    }
    blocks.clear();
    addBlock(length);
    var whole = blocks.getLast();
    int read = 0;
    while (read < length) {
      read += Math.max(0, spooled.read(whole, read, length - read, read));
    }
    lastBlockBytes = length;
    loaded = true;
  }

  /** Gives back its memory, which nothing of it refers to any more, and what is on disk. */
  @Override
  public void close() {
    blocks.clear();
    claim.close();
    if (file != null) {
      file.close();
    }
  }

  private boolean newBytesHaveLineFeed(int count) {
    var block = blocks.getLast();
    return count > 0
        && ByteSlice.of(block, lastBlockBytes - count, count).indexOf((byte) '\n', 0) >= 0;
  }

  private void check(int limit, LongSupplier received) {
    if (length > limit) {
      throw new BodyRefusedException(
          BodyRefusedException.Reason.TOO_LARGE,
          "the decoded body is larger than %d bytes".formatted(limit));
    }
    if (length > FREE_RATIO_BYTES && length > LARGEST_RATIO * received.getAsLong()) {
      throw new BodyRefusedException(
          BodyRefusedException.Reason.TOO_LARGE,
          "the decoded body is more than %d times as large as the sent one"
              .formatted(LARGEST_RATIO));
    }
  }

  private void addBlock(int bytes) throws InterruptedException {
    charge(bytes);
    blocks.add(new byte[bytes]);
    lastBlockBytes = 0;
  }

  /** Takes memory for what is made of the body; given back with it. */
  void reserve(long bytes) throws InterruptedException {
    charge((int) Math.min(bytes, Integer.MAX_VALUE));
  }

  private void charge(int bytes) throws InterruptedException {
    if (!claim.take(bytes)) {
      throw new BodyRefusedException(
          BodyRefusedException.Reason.NO_MEMORY,
          "too many large requests at once: send again later");
    }
  }
}
