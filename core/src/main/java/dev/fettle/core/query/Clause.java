package dev.fettle.core.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the things that must all hold. {@code start} and {@code end} are its place in the text.
 */
public sealed interface Clause {

  boolean negated();

  int start();

  int end();

  /** As it is written, in one canonical way. */
  String print();

  /**
   * {@code key:value} or {@code key:[one,another]}.
   *
   * @param tag whether the key was written as {@code "…"} or {@code tags[…]}: always a tag's name
   * @param values what the key may have, at least one
   * @param plain whether nothing was quoted, bracketed or listed: it may be text with a colon in it
   */
  record Filter(
      boolean negated,
      String key,
      boolean tag,
      List<Phrase> values,
      boolean plain,
      int start,
      int end)
      implements Clause {

    public Filter {
      values = List.copyOf(values);
    }

    @Override
    public String print() {
      var name = tag ? new Phrase(List.of(key), start).quoted() : key;
      return (negated ? "!" : "") + name + ":" + printValues();
    }

    private String printValues() {
      if (values.size() == 1) {
        return plain ? values.getFirst().text() : values.getFirst().quoted();
      }
      return values.stream().map(Phrase::quoted).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /**
   * Words to search for.
   *
   * @param quoted whether quotes held it together: then it is text beyond doubt
   */
  record Text(boolean negated, Phrase phrase, boolean quoted, int start, int end)
      implements Clause {

    @Override
    public String print() {
      return (negated ? "!" : "") + (quoted ? phrase.quoted() : phrase.text());
    }
  }
}
