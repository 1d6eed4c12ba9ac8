package dev.fettle.platform.paging;

import dev.fettle.platform.refusal.RefusedException;
import java.util.List;

/**
 * A position in a sorted list: the sort values of the row the page starts after.
 *
 * @param backward whether the page before that row is wanted
 * @param position the sort values of the row, the unique one last
 */
public record Cursor(boolean backward, List<String> position) {

  public Cursor {
    position = List.copyOf(position);
  }

  /**
   * The n-th sort value.
   *
   * @throws RefusedException invalid when the cursor belongs to another list
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

  /** What is thrown at a cursor that this list did not give. */
  public static RefusedException invalid() {
    return RefusedException.invalid("Invalid cursor.");
  }
}
