package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;
import dev.fettle.core.scrub.Rules.Form;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that options of commands bring: {@code --token x}, {@code -password x}, {@code curl -u
 * name:secret}, {@code mysql -psecret}; in a line of text and in a list of words. What follows an
 * option in a sentence about it is kept ({@link Rules#PROSE}).
 *
 * <p>Linear in the text: each line is searched for its command once.
 */
final class CommandLines {

  private static final String NONE = "";
  private static final int LONGEST_OPTION = 64;
  private static final int LONGEST_COMMAND = 16;
  private static final Set<String> COMMANDS = commands();

  private final FieldNames names;
  private final FieldNames.Scratch scratch;
  private final Window text;
  private final Findings findings;

  /** The command of the line or list, as far as it is searched. */
  private String command = NONE;

  private int searched;

  /** The command of the list. */
  private String listCommand = NONE;

  /** What the option before said of the word of a list that comes. */
  private Kind listKind = Kind.PLAIN;

  private @Nullable Form listForm;

  CommandLines(FieldNames names, FieldNames.Scratch scratch, Window text, Findings findings) {
    this.names = names;
    this.scratch = scratch;
    this.text = text;
    this.findings = findings;
  }

  private static Set<String> commands() {
    var commands = new HashSet<String>();
    Rules.OPTIONS.forEach(option -> commands.addAll(option.commands()));
    return commands;
  }

  /** Begins a new text. */
  void begin() {
    command = NONE;
    searched = text.from();
  }

  /** At a dash: where to go on when an option brought a secret, else {@code at}. */
  int option(int at) {
    byte before = text.at(at - 1);
    boolean begins =
        (before <= ' ' && before >= 0) || text.isQuote(at - 1) || text.followsEscape(at);
    if (!begins) {
      return at;
    }
    int stop = at;
    while (text.isToken(stop) && stop < at + LONGEST_OPTION) {
      stop++;
    }
    var kind = longOption(text.bytes(), at, stop);
    if (kind.isNamed()) {
      return next(kind, null, stop, at);
    }
    for (var option : Rules.OPTIONS) {
      if (isOption(option, text.bytes(), at, stop) && option.commands().contains(commandAt(at))) {
        int rest = at + option.name().length();
        return stop > rest || option.form() == Form.ATTACHED
            ? hide(Kind.SENSITIVE, option.form(), rest, wordEnd(rest, (byte) 0), at)
            : next(Kind.SENSITIVE, option.form(), stop, at);
      }
    }
    return at;
  }

  private static boolean isOption(Rules.Option option, byte[] bytes, int from, int to) {
    var name = option.name();
    if (to - from < name.length() || (name.startsWith("--") && to - from != name.length())) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What the name of an option says: of one letter nothing. */
  private Kind longOption(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && bytes[start] == '-') {
      start++;
    }
    return start == from || to - start < 2 ? Kind.PLAIN : names.kind(bytes, start, to, scratch);
  }

  /** Hides the word behind an option. */
  private int next(Kind kind, @Nullable Form form, int optionEnd, int otherwise) {
    int at = optionEnd;
    while (at < optionEnd + 6 && isBetween(text.at(at))) {
      at++;
    }
    if (at == optionEnd || text.at(at) == '-' || text.at(at) == 0) {
      return otherwise;
    }
    byte mark = text.isQuote(at - 1) ? text.at(at - 1) : 0;
    int stop = wordEnd(at, mark);
    return Rules.PROSE.has(text.bytes(), at, stop)
        ? otherwise
        : hide(kind, form, at, stop, otherwise);
  }

  private static boolean isBetween(byte b) {
    return b == ' ' || b == '"' || b == '\'' || b == ',' || b == '\\' || b == '\t';
  }

  private int wordEnd(int start, byte mark) {
    int stop = start;
    while (stop < text.to()) {
      byte b = text.at(stop);
      if (mark != 0 ? b == mark || (b == '\\' && text.at(stop + 1) == mark) : endsWord(b)) {
        break;
      }
      stop++;
    }
    return stop;
  }

  private static boolean endsWord(byte b) {
    return (b <= ' ' && b >= 0) || b == '"' || b == '\'' || b == ']' || b == ')' || b == '`';
  }

  private int hide(Kind kind, @Nullable Form form, int start, int stop, int otherwise) {
    int from = secretFrom(kind, form, text.bytes(), start, stop);
    if (from < 0 || text.startsWith(Scrubber.FILTERED_BYTES, from)) {
      return otherwise;
    }
    findings.add(from, stop);
    return stop;
  }

  /** Where the secret of a word begins, or -1. */
  private static int secretFrom(Kind kind, @Nullable Form form, byte[] bytes, int start, int stop) {
    int from = start;
    if (form == Form.USER_INFO) {
      while (from < stop && bytes[from] != ':') {
        from++;
      }
      from++;
    }
    return from < stop && SecretValues.isSecret(kind, bytes, from, stop) ? from : -1;
  }

  /** The command of the line up to there. */
  private String commandAt(int at) {
    while (searched < at) {
      byte b = text.at(searched);
      if (b == '\n' || b == ';' || b == '|') {
        command = NONE;
      }
      int stop = text.tokenEnd(searched);
      if (stop > searched) {
        var found = command(text.bytes(), searched, Math.min(stop, at));
        command = found.isEmpty() ? command : found;
      }
      searched = Math.max(stop, searched + 1);
    }
    return command;
  }

  private static String command(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_COMMAND) {
      return NONE;
    }
    var word = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return COMMANDS.contains(word) ? word : NONE;
  }

  /** A list of words begins, or something else came between. */
  void beginList() {
    listKind = Kind.PLAIN;
    listForm = null;
    listCommand = NONE;
  }

  /** Where the secret of the next word of a list begins, or -1. */
  int word(byte[] bytes, int from, int to) {
    var kind = listKind;
    var form = listForm;
    listKind = Kind.PLAIN;
    listForm = null;
    if (kind.isNamed() && from < to && bytes[from] != '-') {
      return secretFrom(kind, form, bytes, from, to);
    }
    if (to - from < 2 || bytes[from] != '-') {
      int slash = to;
      while (slash > from && to - slash <= LONGEST_COMMAND && bytes[slash - 1] != '/') {
        slash--;
      }
      var found = command(bytes, slash, to);
      listCommand = found.isEmpty() ? listCommand : found;
      return -1;
    }
    return optionWord(bytes, from, to);
  }

  private int optionWord(byte[] bytes, int from, int to) {
    for (int i = from; i < Math.min(to, from + LONGEST_OPTION); i++) {
      if (bytes[i] == ' ' || bytes[i] == '=') {
        return -1; // a text of its own, which is looked at as one
      }
    }
    if (to - from <= LONGEST_OPTION) {
      listKind = longOption(bytes, from, to);
    }
    if (listKind.isNamed()) {
      return -1;
    }
    for (var option : Rules.OPTIONS) {
      if (option.commands().contains(listCommand) && isOption(option, bytes, from, to)) {
        int rest = from + option.name().length();
        if (rest < to) {
          return secretFrom(Kind.SENSITIVE, option.form(), bytes, rest, to);
        }
        listKind = option.form() == Form.ATTACHED ? Kind.PLAIN : Kind.SENSITIVE;
        listForm = option.form();
      }
    }
    return -1;
  }
}
