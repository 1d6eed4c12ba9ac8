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
 * <p>An item that is larger than its kind may be, or has too many entries, keeps its place and
 * loses its payload: it never reaches the log, and the digest counts it with the reason in its
 * header.
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
  private static final ByteSlice NOTHING = ByteSlice.of("");

  private final List<ByteSlice> parts;
  private final long[] starts;
  private final long length;
  private final EnvelopeLimits limits;
  private final Change change;
  private final Memory memory;
  private final ItemGauge gauge;
  private final List<ByteSlice> out = new ArrayList<>();
  private long copied;
  private long position;
  private int part;
  private int kept;
  private @Nullable ItemRefusal firstRefusal;
  private boolean cutShort;

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
    this.gauge = ItemGauge.ofSent(limits);
  }

  /**
   * What became of an envelope.
   *
   * @param parts the same list when nothing was changed
   * @param refusal of the first item when no item is kept; null when there is one, or none at all
   * @param cutShort whether the envelope ends within its first item
   */
  public record Rewritten(List<ByteSlice> parts, @Nullable ItemRefusal refusal, boolean cutShort) {
    public Rewritten {
      parts = List.copyOf(parts);
    }
  }

  /** The envelope with its JSON items changed, without the payloads that are not kept. */
  public static Rewritten rewrite(
      List<ByteSlice> parts, EnvelopeLimits limits, Change change, Memory memory)
      throws InterruptedException {
    return new EnvelopeRewriter(parts, limits, change, memory).run();
  }

  private Rewritten run() throws InterruptedException {
    skipBlankLines();
    line();
    for (int items = 0; items < limits.maxItems(); items++) {
      skipBlankLines();
      if (position >= length || !item()) {
        break;
      }
    }
    if (!out.isEmpty()) {
      addUnchanged(length);
    }
    return new Rewritten(
        out.isEmpty() ? parts : out,
        kept == 0 ? firstRefusal : null,
        cutShort && kept == 0 && firstRefusal == null);
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
      cutShort = true;
      return false;
    } else {
      end = start + announced;
      position = end;
    }
    payload(new Place(headerStart, headerEnd, start, end), header, announced);
    return true;
  }

  /** Where an item is: its header line and its payload. */
  private record Place(long headerStart, long headerEnd, long start, long end) {}

  private void payload(Place place, ObjectNode json, long announced) throws InterruptedException {
    var header = HeaderLine.item(json);
    if (HeaderLine.refusal(json) != null) {
      return; // whoever writes this himself loses the item, as he says
    }
    var refusal = gauge.bySize(header, place.end() - place.start());
    if (refusal == null && isJson(header.type(), place)) {
      var payload = piece(place.start(), place.end());
      refusal = gauge.byEntries(header, payload);
      var changed = refusal == null ? change.apply(payload) : null;
      if (changed != null) {
        if (announced != HeaderLine.NO_LENGTH) {
          json.put("length", changed.length());
          replaceHeader(place, json);
        }
        replacePayload(place, changed);
      }
    }
    if (refusal == null) {
      kept++;
    } else {
      HeaderLine.refuse(json, refusal);
      replaceHeader(place, json);
      replacePayload(place, NOTHING);
      firstRefusal = firstRefusal == null ? refusal : firstRefusal;
    }
  }

  private void replaceHeader(Place place, ObjectNode header) {
    addUnchanged(place.headerStart());
    out.add(ByteSlice.of(LenientJson.write(header)));
    copied = place.headerEnd();
  }

  private void replacePayload(Place place, ByteSlice by) {
    addUnchanged(place.start());
    out.add(by);
    copied = place.end();
  }

  /** Whether the payload is JSON of an item whose content is not a file. */
  private boolean isJson(ItemType type, Place place) {
    if (type.isFile() || type == ItemType.STATSD || type == ItemType.CLIENT_REPORT) {
      return false;
    }
    long first = place.start();
    while (first < place.end() && first < place.start() + ByteSlice.MARK_BYTES && at(first) < 0) {
      first++; // a byte order mark
    }
    for (long at = first; at < place.end(); at++) {
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
