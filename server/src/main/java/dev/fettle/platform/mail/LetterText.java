package dev.fettle.platform.mail;

import java.util.stream.Collectors;

/** A letter as plain text. */
final class LetterText {

  private LetterText() {}

  static String of(Letter letter, String publicUrl) {
    return letter.parts().stream()
        .map(part ->
            switch (part) {
              case Letter.Paragraph paragraph -> paragraph.text();
              case Letter.Action action -> action.label() + ":\n" + publicUrl + action.path();
              case Letter.Note note -> note.text();
            })
        .collect(Collectors.joining("\n\n", "", "\n\n-- \nFettle at " + publicUrl + "\n"));
  }
}
