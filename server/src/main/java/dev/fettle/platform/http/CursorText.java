package dev.fettle.platform.http;

import dev.fettle.platform.paging.Cursor;
import dev.fettle.platform.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A cursor as clients carry it, opaque to them. */
final class CursorText {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_TEXT = 2_000;

  private CursorText() {}

  /**
   * Reads a cursor as {@link #write} wrote it.
   *
   * @throws RefusedException invalid when it is something else
   */
  static Cursor parse(String text) {
    try {
      if (text.length() > MAX_TEXT) {
        throw Cursor.invalid();
      }
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (plain.length() < 2 || plain.indexOf('\0') >= 0) {
        throw Cursor.invalid();
      }
      var position = JSON.readValue(plain.substring(1), String[].class);
      for (var value : position) {
        if (!Texts.isStorable(value)) {
          throw Cursor.invalid();
        }
      }
      return switch (plain.charAt(0)) {
        case 'n' -> new Cursor(false, List.of(position));
        case 'p' -> new Cursor(true, List.of(position));
        default -> throw Cursor.invalid();
      };
    } catch (IllegalArgumentException | NullPointerException | JacksonException e) {
      throw Cursor.invalid();
    }
  }

  static String write(Cursor cursor) {
    var plain = (cursor.backward() ? "p" : "n") + JSON.writeValueAsString(cursor.position());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
