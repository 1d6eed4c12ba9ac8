package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.paging.Cursor;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.refusal.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {

  /** Walks a list of every size with every limit, forward to its end and back to its beginning. */
  @Test
  void every_row_is_seen_once_in_both_directions() {
    for (int size = 0; size < 12; size++) {
      for (int limit = 1; limit < 6; limit++) {
        var seen = new ArrayList<Integer>();
        var page = page(size, limit, null);
        seen.addAll(page.items());
        assertThat(page.previous()).isNull();
        while (page.next() != null) {
          page = page(size, limit, page.next());
          seen.addAll(page.items());
        }
        assertThat(seen)
            .as("%d by %d", size, limit)
            .hasSize(size)
            .doesNotHaveDuplicates()
            .isSorted();
        var back = new ArrayList<>(page.items());
        while (page.previous() != null) {
          page = page(size, limit, page.previous());
          back.addAll(0, page.items());
        }
        assertThat(back).as("%d by %d backwards", size, limit).isEqualTo(seen);
      }
    }
  }

  @Test
  void a_cursor_survives_its_journey() {
    var cursor = new Cursor(true, List.of("Ünï \"x\", \\ \u001f", "42"));
    assertThat(CursorText.parse(CursorText.write(cursor))).isEqualTo(cursor);
    assertThat(CursorText.write(cursor)).matches("[A-Za-z0-9_-]+");
    assertThat(cursor.longAt(1)).isEqualTo(42);
    assertThatThrownBy(() -> cursor.longAt(0)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> cursor.textAt(2)).isInstanceOf(RefusedException.class);
  }

  @Test
  void the_link_header_is_what_rfc_8288_says() {
    var cursor = new Cursor(false, List.of("1"));
    assertThat(PageWriter.entry("http://h/x/", "limit=2&cursor=old&a=%3C", "next", cursor))
        .isEqualTo(
            "<http://h/x/?cursor=%s&limit=2&a=%%3C>; rel=\"next\"; results=\"true\"; cursor=\"%s\""
                .formatted(CursorText.write(cursor), CursorText.write(cursor)));
    assertThat(PageWriter.entry("http://h/x/", "q=a,<b>\"", "previous", null))
        .isEqualTo("<http://h/x/?q=a%2C%3Cb%3E%22>; rel=\"previous\"; results=\"false\"");
    assertThat(PageWriter.entry("http://h/x/", null, "next", null))
        .isEqualTo("<http://h/x/>; rel=\"next\"; results=\"false\"");
  }

  private static Page<Integer> page(int size, int limit, @Nullable Cursor cursor) {
    var request = new PageRequest(limit, cursor);
    var rows = new ArrayList<Integer>();
    for (int i = 0; i < size; i++) {
      boolean wanted =
          cursor == null || (request.backward() ? i < cursor.longAt(0) : i > cursor.longAt(0));
      if (wanted) {
        rows.add(i);
      }
    }
    if (request.backward()) {
      rows.sort(Comparator.reverseOrder());
    }
    return Page.of(
        request,
        rows.subList(0, Math.min(rows.size(), request.fetch())),
        row -> List.of(Integer.toString(row)),
        () -> size);
  }
}
