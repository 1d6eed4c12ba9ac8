package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes payloads of an envelope that lies in memory in pieces, with the framing of {@link
 * EnvelopeParser}: the same items are found, everything else stays as it is, byte by byte. A header
 * that names a length gets the new one.
 *
 * <p>Nothing is copied but changed payloads and those wanted ones that lie across pieces. Where the
 * framing breaks, the rest stays as it is: no item of it will ever be read.
 */
public final class EnvelopeRewriter {

  /** Gives the payload that takes another's place, or null to leave it. */
  @FunctionalInterface
  public interface Change {
    @Nullable ByteSlice apply(ByteSlice payload) throws InterruptedException;
  }

  /** Is asked before memory is taken for a copy. */
  @FunctionalInterface
  public interface Memory {
    void take(int bytes) throws InterruptedException;
  }

  private static final byte LINE_FEED = '\n';
  private static final byte CARRIAGE_RETURN = '\r';

  private final List<ByteSlice> parts;
  private final long[] starts;
  private final long length;
  private final EnvelopeLimits limits;
  private final Change change;
  private final Memory memory;
  private final List<ByteSlice> out = new ArrayList<>();
  private long copied;
  private long position;
  private int part;

  private EnvelopeRewriter(
      List<ByteSlice> parts, EnvelopeLimits limits, Change change, Memory memory) {
    this.parts = parts;
    this.starts = new long[parts.size()];
    long sum = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = sum;
      sum += parts.get(i).length();
    }
    this.length = sum;
    this.limits = limits;
    this.change = change;
    this.memory = memory;
  }

  /** The envelope with its JSON items changed; the same list when nothing was. */
  public static List<ByteSlice> rewrite(
      List<ByteSlice> parts, EnvelopeLimits limits, Change change, Memory memory)
      throws InterruptedException {
    return new EnvelopeRewriter(parts, limits, change, memory).run();
  }

  private List<ByteSlice> run() throws InterruptedException {
    skipBlankLines();
    line();
    for (int items = 0; items < limits.maxItems(); items++) {
      skipBlankLines();
      if (position >= length || !item()) {
        break;
      }
    }
    if (out.isEmpty()) {
      return parts;
    }
    addUnchanged(length);
    return out;
  }

  /** False when nothing after it can be read. */
  private boolean item() throws InterruptedException {
    long headerStart = position;
    long headerEnd = line();
    if (headerEnd - headerStart > limits.maxHeaderBytes()) {
      return false;
    }
    ObjectNode header;
    try {
      header = HeaderLine.read(piece(headerStart, headerEnd));
    } catch (MalformedPayloadException e) {
      return false;
    }
    long announced = HeaderLine.length(header);
    long start = position;
    long end;
    if (announced == HeaderLine.NO_LENGTH) {
      end = line();
    } else if (announced > length - start) {
      return false;
    } else {
      end = start + announced;
      position = end;
    }
    if (end - start <= limits.maxItemBytes()
        && isText(HeaderLine.item(header).type(), start, end)) {
      var changed = change.apply(piece(start, end));
      if (changed != null) {
        replace(headerStart, headerEnd, header, announced, start, end, changed);
      }
    }
    return true;
  }

  private void replace(
      long headerStart,
      long headerEnd,
      ObjectNode header,
      long announced,
      long start,
      long end,
      ByteSlice changed) {
    if (announced != HeaderLine.NO_LENGTH) {
      header.put("length", changed.length());
      addUnchanged(headerStart);
      out.add(ByteSlice.of(LenientJson.write(header)));
      copied = headerEnd;
    }
    addUnchanged(start);
    out.add(changed);
    copied = end;
  }

  /** Whether the payload is JSON of an item whose content is not a file. */
  private boolean isText(ItemType type, long start, long end) {
    boolean file =
        switch (type) {
          case ATTACHMENT,
              UNREAL_REPORT,
              FORM_DATA,
              REPLAY_RECORDING,
              REPLAY_VIDEO,
              PROFILE,
              PROFILE_CHUNK,
              STATSD,
              CLIENT_REPORT ->
              true;
          default -> false;
        };
    if (file) {
      return false;
    }
    long first = start;
    while (first < end && first < start + ByteSlice.MARK_BYTES && at(first) < 0) {
      first++; // a byte order mark
    }
    for (long at = first; at < end; at++) {
      byte b = at(at);
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  /** Moves behind the current line; its end without line feed and carriage return. */
  private long line() {
    long start = position;
    long feed = start;
    while (feed < length) {
      var slice = parts.get(partOf(feed));
      int found = slice.indexOf(LINE_FEED, (int) (feed - starts[part]));
      if (found >= 0) {
        feed = starts[part] + found;
        break;
      }
      feed = starts[part] + slice.length();
    }
    position = Math.min(length, feed + 1);
    return feed > start && at(feed - 1) == CARRIAGE_RETURN ? feed - 1 : feed;
  }

  private void skipBlankLines() {
    while (position < length && (at(position) == LINE_FEED || at(position) == CARRIAGE_RETURN)) {
      position++;
    }
  }

  private byte at(long index) {
    var slice = parts.get(partOf(index));
    return slice.at((int) (index - starts[part]));
  }

  private int partOf(long index) {
    while (index < starts[part]) {
      part--;
    }
    while (index >= starts[part] + parts.get(part).length()) {
      part++;
    }
    return part;
  }

  /** These bytes in one piece. */
  private ByteSlice piece(long from, long to) throws InterruptedException {
    int size = (int) (to - from);
    if (size == 0) {
      return ByteSlice.of("");
    }
    var slice = parts.get(partOf(from));
    int offset = (int) (from - starts[part]);
    if (offset + size <= slice.length()) {
      return slice.slice(offset, size);
    }
    memory.take(size);
    var whole = new byte[size];
    int filled = 0;
    for (int i = part; filled < size; i++) {
      var next = parts.get(i);
      int begin = i == part ? offset : 0;
      int chunk = Math.min(next.length() - begin, size - filled);
      System.arraycopy(next.array(), next.offset() + begin, whole, filled, chunk);
      filled += chunk;
    }
    return ByteSlice.of(whole);
  }

  /** Takes over what lies between what was written last and {@code to}. */
  private void addUnchanged(long to) {
    while (copied < to) {
      var slice = parts.get(partOf(copied));
      int offset = (int) (copied - starts[part]);
      int size = (int) Math.min(slice.length() - offset, to - copied);
      out.add(slice.slice(offset, size));
      copied += size;
    }
  }
}
