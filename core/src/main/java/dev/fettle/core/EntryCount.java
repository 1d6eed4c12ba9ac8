package dev.fettle.core;

/**
 * How many entries a container has, counted in its bytes: in one pass, without memory, before
 * anything is made of them. Never too few for a container that {@link Entries} reads; in others it
 * may count neighbours of the list too.
 */
public final class EntryCount {

  private EntryCount() {}

  /** Values in lists that are the document itself or stand directly in it; at least 1. */
  public static int of(ByteSlice json) {
    byte[] bytes = json.array();
    int end = json.offset() + json.length();
    int depth = 0;
    boolean outerList = false;
    boolean innerList = false;
    int commas = 0;
    for (int at = json.offset(); at < end; at++) {
      switch (bytes[at]) {
        case '"' -> at = endOfText(bytes, at + 1, end);
        case '[', '{' -> {
          depth++;
          outerList = depth == 1 ? bytes[at] == '[' : outerList;
          innerList = depth == 2 ? bytes[at] == '[' : innerList;
        }
        case ']', '}' -> depth--;
        case ',' -> {
          boolean counts = depth == 1 ? outerList : depth == 2 && innerList && !outerList;
          commas += counts ? 1 : 0;
        }
        default -> {}
      }
    }
    return commas + 1;
  }

  private static int endOfText(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }
}
