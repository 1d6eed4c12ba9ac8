package dev.fettle.platform.mail;

import dev.fettle.core.Texts;
import java.util.List;

/**
 * A mail to one person, as what it says: {@link LetterText} and {@link LetterPage} write it down.
 * Texts may come from strangers (names, messages of events): they are made one line, without
 * characters that control anything, and never become markup, headers or links.
 *
 * @param id the same when the letter is sent again
 */
public record Letter(String id, String to, String subject, List<Part> parts) {

  private static final int MAX_SUBJECT = 150;
  private static final int MAX_TEXT = 2_000;

  public Letter {
    subject = oneLine(subject, MAX_SUBJECT);
    parts = List.copyOf(parts);
  }

  /** What a letter is made of. */
  public sealed interface Part {}

  /** A paragraph. */
  public record Paragraph(String text) implements Part {
    public Paragraph {
      text = oneLine(text, MAX_TEXT);
    }
  }

  /**
   * The one thing to do.
   *
   * @param path of a page of ours, beginning with a slash
   */
  public record Action(String label, String path) implements Part {
    public Action {
      label = oneLine(label, MAX_TEXT);
      if (!path.matches("/[A-Za-z0-9/_.?=&-]*")) {
        throw new IllegalArgumentException("the path of a letter's link has strange characters");
      }
    }
  }

  /** A paragraph that few need. */
  public record Note(String text) implements Part {
    public Note {
      text = oneLine(text, MAX_TEXT);
    }
  }

  /** Somebody's name for something: short, and no mail program makes a link of it. */
  public static String name(String text) {
    // a zero-width non-joiner after what could be the dot of a host name or the colon of an address
    return oneLine(text, 64).replaceAll("([\\p{L}\\p{N}][.:@])(?=[\\p{L}\\p{N}/])", "$1\u200c");
  }

  /** The text in one line: what controls lines, terminals or the direction of text is taken out. */
  static String oneLine(String text, int max) {
    return Texts.ellipsis(
        text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
            .replaceAll("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "")
            .strip(),
        max);
  }
}
