package dev.fettle.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A position in a sorted list: the sort values of the row the page starts after. Opaque to clients.
 *
 * @param backward whether the page before that row is wanted
 * @param position the sort values of the row, the unique one last
 */
public record Cursor(boolean backward, List<String> position) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_TEXT = 2_000;

  public Cursor {
    position = List.copyOf(position);
  }

  /**
   * Reads a cursor as {@link #text} wrote it.
   *
   * @throws ApiException 422 when it is something else
   */
  static Cursor parse(String text) {
    try {
      if (text.length() > MAX_TEXT) {
        throw invalid();
      }
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (plain.length() < 2 || plain.indexOf('\0') >= 0) {
        throw invalid();
      }
      var position = JSON.readValue(plain.substring(1), String[].class);
      for (var value : position) {
        if (!Texts.isStorable(value)) {
          throw invalid();
        }
      }
      return switch (plain.charAt(0)) {
        case 'n' -> new Cursor(false, List.of(position));
        case 'p' -> new Cursor(true, List.of(position));
        default -> throw invalid();
      };
    } catch (IllegalArgumentException | NullPointerException | JacksonException e) {
      throw invalid();
    }
  }

  String text() {
    var plain = (backward ? "p" : "n") + JSON.writeValueAsString(position);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The n-th sort value.
   *
   * @throws ApiException 422 when the cursor belongs to another list
   */
  public String textAt(int index) {
    if (index >= position.size()) {
      throw invalid();
    }
    return position.get(index);
  }

  /** The n-th sort value as a whole number; else as {@link #textAt}. */
  public long longAt(int index) {
    try {
      return Long.parseLong(textAt(index));
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static ApiException invalid() {
    return ApiException.unprocessable("Invalid cursor.");
  }
}
