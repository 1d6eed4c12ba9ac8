package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart/form-data} body (RFC 7578) in memory. Parts are slices of it; nothing is
 * copied. A last part without its closing boundary counts: uploads of dying processes are cut.
 *
 * @param parts in order, at most {@value #MAX_PARTS}
 */
public record MultipartForm(List<Part> parts) {

  private static final int MAX_PARTS = 90;
  private static final int MAX_BOUNDARY = 200;
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  /**
   * One field.
   *
   * @param filename null for plain fields
   */
  public record Part(
      String name, @Nullable String filename, @Nullable String contentType, ByteSlice content) {

    public boolean isFile() {
      return filename != null;
    }
  }

  public MultipartForm {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a body.
   *
   * @param contentType the header, which names the boundary
   * @throws MalformedPayloadException when there is no boundary or no part
   */
  public static MultipartForm parse(ByteSlice body, String contentType)
      throws MalformedPayloadException {
    String boundary = parameter(contentType, "boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
      throw new MalformedPayloadException("the content type names no boundary");
    }
    ByteSlice delimiter = ByteSlice.of("--" + boundary);
    List<Part> parts = new ArrayList<>();
    int at = find(body, delimiter, 0);
    while (at >= 0 && parts.size() < MAX_PARTS) {
      int start = at + delimiter.length();
      int next = find(body, delimiter, start);
      Part part = part(body, start, next < 0 ? body.length() : next);
      if (part != null) {
        parts.add(part);
      }
      at = next;
    }
    if (parts.isEmpty()) {
      throw new MalformedPayloadException("the form has no field between its boundaries");
    }
    return new MultipartForm(parts);
  }

  /** The first part with that name, or null. */
  public @Nullable Part first(String name) {
    for (Part part : parts) {
      if (part.name().equals(name)) {
        return part;
      }
    }
    return null;
  }

  /** Reads what is between two delimiters; null when that is no field. */
  private static @Nullable Part part(ByteSlice body, int start, int end) {
    int header = afterLine(body, start, end);
    if (header < 0) {
      return null;
    }
    String name = null;
    String filename = null;
    String type = null;
    int at = header;
    while (at < end && at - header < MAX_HEADER_BYTES) {
      int next = afterLine(body, at, end);
      if (next < 0) {
        return null;
      }
      String line = body.slice(at, next - at).utf8().strip();
      at = next;
      if (line.isEmpty()) {
        int size = Math.max(0, withoutLineEnd(body, at, end) - at);
        return name == null ? null : new Part(name, filename, type, body.slice(at, size));
      }
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-disposition:")) {
        name = parameter(line, "name");
        filename = parameter(line, "filename");
      } else if (lower.startsWith("content-type:")) {
        type = Texts.cut(line.substring("content-type:".length()).strip(), 255);
      }
    }
    return null;
  }

  private static int afterLine(ByteSlice body, int from, int end) {
    int lineFeed = body.indexOf((byte) '\n', from);
    return lineFeed < 0 || lineFeed >= end ? -1 : lineFeed + 1;
  }

  /** The line break before a delimiter belongs to the delimiter. */
  private static int withoutLineEnd(ByteSlice body, int start, int end) {
    if (end == body.length()) {
      return end;
    }
    int last = end;
    if (last > start && body.at(last - 1) == '\n') {
      last--;
      if (last > start && body.at(last - 1) == '\r') {
        last--;
      }
    }
    return last;
  }

  /** The delimiter at the start of a line. */
  private static int find(ByteSlice body, ByteSlice delimiter, int from) {
    int at = body.indexOf((byte) '-', from);
    while (at >= 0 && at <= body.length() - delimiter.length()) {
      boolean startsLine = at == 0 || body.at(at - 1) == '\n';
      if (startsLine && body.slice(at, delimiter.length()).equals(delimiter)) {
        return at;
      }
      at = body.indexOf((byte) '-', at + 1);
    }
    return -1;
  }

  /** {@code name="value"} or {@code name=value} of a header; null when it is not there. */
  private static @Nullable String parameter(String header, String name) {
    int from = header.indexOf(';');
    while (from >= 0) {
      int equals = header.indexOf('=', from);
      if (equals < 0) {
        return null;
      }
      boolean ours = header.substring(from + 1, equals).strip().equalsIgnoreCase(name);
      int start = equals + 1;
      boolean quoted = start < header.length() && header.charAt(start) == '"';
      int end = quoted ? closingQuote(header, start + 1) : header.indexOf(';', start);
      end = end < 0 ? header.length() : end;
      if (ours) {
        String raw = header.substring(quoted ? start + 1 : start, end);
        return Texts.cut(Texts.clean(raw.strip()), 1024);
      }
      from = header.indexOf(';', end);
    }
    return null;
  }

  private static int closingQuote(String header, int from) {
    int end = header.indexOf('"', from);
    while (end > 0 && header.charAt(end - 1) == '\\') {
      end = header.indexOf('"', end + 1);
    }
    return end;
  }
}
