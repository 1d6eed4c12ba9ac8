package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.LenientJson;
import dev.fettle.core.LenientTime;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The framing of envelopes, as tolerant as the clients are different (sdk-wire 6).
 *
 * <p>A body is a header line, then pairs of an item header line and a payload. With {@code length}
 * the payload is exactly that long, whatever bytes it holds; without, it ends at the next line feed
 * or with the body. Lines end in {@code \n}; a {@code \r} before it is not part of a header. Blank
 * lines are skipped, the last line feed may be missing, a length of zero is a payload of zero
 * bytes.
 *
 * <p>Why reading stops at a broken item header, although a later line may look like a header again:
 * the payload of the broken item can be anything, including JSON with a {@code type}, and a payload
 * read as a header would be an event nobody sent.
 */
final class EnvelopeParser {
  private static final byte LINE_FEED = '\n';
  private static final byte CARRIAGE_RETURN = '\r';

  private final ByteSlice body;
  private final EnvelopeLimits limits;
  private final List<EnvelopeItem> items = new ArrayList<>();
  private final List<EnvelopeProblem> problems = new ArrayList<>();
  private final ItemGauge gauge;
  private int position;
  private int itemIndex;

  EnvelopeParser(ByteSlice body, EnvelopeLimits limits) {
    this.body = body;
    this.limits = limits;
    this.gauge = ItemGauge.ofStored(limits);
  }

  Envelope parse() throws MalformedEnvelopeException {
    EnvelopeHeader header = header();
    boolean more = true;
    while (more) {
      skipBlankLines();
      more = position < body.length() && readItem();
    }
    return new Envelope(header, items, problems);
  }

  private EnvelopeHeader header() throws MalformedEnvelopeException {
    skipBlankLines();
    if (position >= body.length()) {
      throw new MalformedEnvelopeException("the envelope is empty: send a header line and items");
    }
    ByteSlice line = line();
    if (line.length() > limits.maxHeaderBytes()) {
      throw new MalformedEnvelopeException(
          "the envelope header is longer than " + limits.maxHeaderBytes() + " bytes");
    }
    if (!LenientJson.isUtf8(line)) {
      throw new MalformedEnvelopeException("the envelope header is unusable: not UTF-8");
    }
    ObjectNode json;
    try {
      json = HeaderLine.read(line);
    } catch (MalformedPayloadException broken) {
      throw new MalformedEnvelopeException(
          "the envelope header is unusable: " + broken.getMessage());
    }
    return header(json);
  }

  private EnvelopeHeader header(ObjectNode json) {
    JsonNode sdk = json.get("sdk");
    JsonNode trace = json.get("trace");
    return new EnvelopeHeader(
        eventId(json),
        dsn(json),
        sentAt(json),
        sdk == null ? null : HeaderLine.text(sdk, "name"),
        sdk == null ? null : HeaderLine.text(sdk, "version"),
        trace == null ? null : HexUuid.parse(HeaderLine.text(trace, "trace_id")));
  }

  private @Nullable UUID eventId(ObjectNode json) {
    String text = HeaderLine.text(json, "event_id");
    UUID id = HexUuid.parse(text);
    if (text != null && id == null && !HexUuid.isNil(text)) {
      badField("event_id", text, "32 hexadecimal digits");
    }
    return id;
  }

  private @Nullable Dsn dsn(ObjectNode json) {
    String text = HeaderLine.text(json, "dsn");
    Dsn dsn = text == null ? null : Dsn.parse(text);
    if (text != null && dsn == null) {
      badField("dsn", text, "scheme://PUBLIC_KEY@host/PROJECT");
    }
    return dsn;
  }

  private @Nullable Instant sentAt(ObjectNode json) {
    JsonNode value = json.get("sent_at");
    Instant time = LenientTime.parse(value);
    if (value != null && !value.isNull() && time == null) {
      badField("sent_at", value.toString(), "a time in RFC 3339");
    }
    return time;
  }

  private void badField(String name, String value, String expected) {
    String detail = name + " is " + Texts.ellipsis(value, 80) + ", expected " + expected;
    problems.add(
        new EnvelopeProblem(EnvelopeProblem.Kind.BAD_HEADER_FIELD, -1, ItemType.UNKNOWN, detail));
  }

  /** Reads the item at the position; false when nothing after it can be read. */
  private boolean readItem() {
    if (itemIndex >= limits.maxItems()) {
      problem(
          EnvelopeProblem.Kind.TOO_MANY_ITEMS,
          ItemType.UNKNOWN,
          "only the first " + limits.maxItems() + " items of an envelope are read");
      return false;
    }
    ByteSlice line = line();
    if (line.length() > limits.maxHeaderBytes()) {
      problem(
          EnvelopeProblem.Kind.ITEM_HEADER_TOO_LARGE,
          ItemType.UNKNOWN,
          "the header of item "
              + itemIndex
              + " is longer than "
              + limits.maxHeaderBytes()
              + " bytes");
      return false;
    }
    ObjectNode json;
    try {
      json = HeaderLine.read(line);
    } catch (MalformedPayloadException broken) {
      problem(
          EnvelopeProblem.Kind.BROKEN_ITEM_HEADER,
          ItemType.UNKNOWN,
          "the header of item " + itemIndex + " is unusable: " + broken.getMessage());
      return false;
    }
    boolean more =
        readPayload(HeaderLine.item(json), HeaderLine.length(json), HeaderLine.refusal(json));
    itemIndex++;
    return more;
  }

  private boolean readPayload(ItemHeader header, long length, @Nullable ItemRefusal refused) {
    ByteSlice payload;
    if (length == HeaderLine.NO_LENGTH) {
      payload = line();
    } else if (length > body.length() - position) {
      problem(
          EnvelopeProblem.Kind.TRUNCATED_ITEM,
          header.type(),
          "item "
              + itemIndex
              + " announces "
              + length
              + " bytes, "
              + (body.length() - position)
              + " arrived");
      return false;
    } else {
      payload = body.slice(position, (int) length);
      position += (int) length;
      skipLineEnd();
    }
    keep(header, payload, refused);
    return true;
  }

  private void keep(ItemHeader header, ByteSlice payload, @Nullable ItemRefusal refused) {
    var refusal = refused == null ? gauge.bySize(header, payload.length()) : refused;
    if (refusal == null) {
      refusal = gauge.byEntries(header, payload);
    }
    if (refusal == null) {
      items.add(new EnvelopeItem(header, payload));
    } else {
      problems.add(
          new EnvelopeProblem(
              refusal.reason(),
              itemIndex,
              header.type(),
              refusal.quantity(),
              "item " + itemIndex + ": " + refusal.detail()));
    }
  }

  /** The rest of the current line, without its end; moves to the next line. */
  private ByteSlice line() {
    int end = body.indexOf(LINE_FEED, position);
    int next = end < 0 ? body.length() : end + 1;
    int stop = end < 0 ? body.length() : end;
    if (stop > position && body.at(stop - 1) == CARRIAGE_RETURN) {
      stop--;
    }
    ByteSlice line = body.slice(position, stop - position);
    position = next;
    return line;
  }

  private void skipLineEnd() {
    if (position + 1 < body.length()
        && body.at(position) == CARRIAGE_RETURN
        && body.at(position + 1) == LINE_FEED) {
      position += 2;
    } else if (position < body.length() && body.at(position) == LINE_FEED) {
      position++;
    }
  }

  private void skipBlankLines() {
    while (position < body.length()
        && (body.at(position) == LINE_FEED || body.at(position) == CARRIAGE_RETURN)) {
      position++;
    }
  }

  private void problem(EnvelopeProblem.Kind kind, ItemType type, String detail) {
    problems.add(new EnvelopeProblem(kind, itemIndex, type, detail));
  }
}
