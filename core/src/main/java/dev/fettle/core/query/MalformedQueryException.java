package dev.fettle.core.query;

/** A part of a search that is not understood; the message names cause and remedy. */
public final class MalformedQueryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * Names the place.
   *
   * @param position where the part begins, as an index of the text's {@code char}s; who tells
   *     people counts code points, which is what they see
   */
  public MalformedQueryException(int position, String message) {
    super(message);
    this.position = position;
  }

  public int position() {
    return position;
  }
}
