package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;

/** Secrets between the tags of XML and HTML that name them. Linear in the text. */
final class ElementSecrets {

  private static final int LONGEST_TAG = 256;

  private final NamedSecrets named;
  private final Window text;

  /** The last element with a sensitive name, and where its content begins; 0: none. */
  private int element;

  private int elementEnd;
  private int content;
  private Kind contentKind = Kind.PLAIN;

  ElementSecrets(NamedSecrets named) {
    this.named = named;
    this.text = named.text();
  }

  /** Begins a new text. */
  void begin() {
    content = 0;
  }

  /** {@code <name>…</name>}: remembers the one that opens, hides when the same closes. */
  int element(int at) {
    boolean closes = text.at(at + 1) == '/';
    int start = at + (closes ? 2 : 1);
    int stop = start;
    while (text.isName(stop) || text.at(stop) == ':') {
      stop++;
    }
    if (closes) {
      if (content > 0 && isElement(start, stop)) {
        named.hide(contentKind, content, at);
        content = 0;
      }
      return Math.max(stop, at + 1);
    }
    int end = tagEnd(stop);
    var kind = end > 0 && stop > start ? named.kind(localName(start, stop), stop) : Kind.PLAIN;
    if (kind.isNamed()) {
      contentKind = kind;
      element = start;
      elementEnd = stop;
      content = end;
    }
    return Math.max(stop, at + 1);
  }

  private boolean isElement(int start, int stop) {
    if (stop - start != elementEnd - element) {
      return false;
    }
    for (int i = 0; i < stop - start; i++) {
      if (text.at(start + i) != text.at(element + i)) {
        return false;
      }
    }
    return true;
  }

  private int localName(int start, int stop) {
    for (int i = stop; i > start; i--) {
      if (text.at(i - 1) == ':') {
        return i;
      }
    }
    return start;
  }

  /** Behind the mark that ends a tag; 0 when it is none that has content. */
  private int tagEnd(int start) {
    int limit = Math.min(text.to(), start + LONGEST_TAG);
    for (int at = start; at < limit; at++) {
      byte b = text.at(at);
      if (b == '>') {
        return text.at(at - 1) == '/' ? 0 : at + 1;
      }
      if (b == '<') {
        return 0;
      }
    }
    return 0;
  }
}
