package dev.fettle.core.scrub;

import java.util.Arrays;

/**
 * Finds secrets inside a text ({@link NamedSecrets}, {@link DumpedSecrets}, {@link CommandLines},
 * {@link KnownSecrets}) as its reader sees it: a text with escapes is unescaped first, and once or
 * twice more when it holds JSON or an address itself; what is found is hidden where it stands,
 * whole escapes at a time. For one document.
 */
final class SecretTexts {

  /** What a text is. */
  enum Sort {
    PLAIN,
    /** Digits in it are no card number. */
    IDENTIFIER,
    /** A line of source code: names in it are variables, so only known forms are hidden. */
    CODE
  }

  /** Texts within texts that are looked into. */
  private static final int MOST_LEVELS = 4;

  private static final int SHORTEST_TEXT = 4;

  /** Bytes at which a secret may be recognised. */
  private static final boolean[] TRIGGERS = new boolean[256];

  static {
    for (char c : "=:JbB-_I<\\%&;,@.0123456789".toCharArray()) {
      TRIGGERS[c] = true;
    }
    Arrays.fill(TRIGGERS, 128, TRIGGERS.length, true); // signs that only look like those
  }

  private final byte[] bytes;
  private final Edits edits;
  private final Window window = new Window();
  private final Findings findings = new Findings();
  private final Findings hidden = new Findings();
  private final Unescaped[] levels = new Unescaped[MOST_LEVELS];
  private final NamedSecrets named;
  private final ElementSecrets elements;
  private final DumpedSecrets dumped;
  private final CommandLines commands;
  private final KnownSecrets known;

  /** Of the text that {@link #endOf} went over last: whether it is worth a second look. */
  private boolean triggered;

  private boolean escaped;

  /** Whether a private key began in an earlier line of code and has not ended. */
  private boolean keyOpen;

  SecretTexts(byte[] bytes, FieldNames names, FieldNames.Scratch scratch, Edits edits) {
    this.bytes = bytes;
    this.edits = edits;
    this.named = new NamedSecrets(window, names, scratch, findings);
    this.elements = new ElementSecrets(named);
    this.dumped = new DumpedSecrets(named);
    this.commands = new CommandLines(names, scratch, window, findings);
    this.known = new KnownSecrets(window, findings);
  }

  /** Index of the quotation mark that ends a text, or {@code end} when none does. */
  int endOf(int start, int end) {
    boolean seen = false;
    boolean escapes = false;
    int at = start;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        break;
      }
      seen |= TRIGGERS[b & 0xFF];
      if (b == '\\') {
        escapes = true;
        at++;
      }
      at++;
    }
    triggered = seen;
    escaped = escapes;
    return Math.min(at, end);
  }

  /** Whether there are escapes in the text that {@link #endOf} went over last. */
  boolean isEscaped() {
    return escaped;
  }

  /** A text without its escapes; valid until the next one is asked for. */
  Unescaped unescape(int start, int stop) {
    var level = level(0);
    level.read(bytes, start, stop, false);
    return level;
  }

  private Unescaped level(int number) {
    var level = levels[number];
    if (level == null) {
      level = new Unescaped();
      levels[number] = level;
    }
    return level;
  }

  /** A text without its escapes and disguises; valid until the next one is asked for. */
  Unescaped undisguise(byte[] text, int start, int stop) {
    var level = level(1);
    level.read(text, start, stop, true);
    return level;
  }

  /** Lines of code follow that have nothing to do with the ones before. */
  void beginCode() {
    keyOpen = false;
  }

  /** Hides what is secret in the text that {@link #endOf} went over last. */
  void scrub(int start, int stop, Sort sort) throws InterruptedException {
    boolean keyLine = sort == Sort.CODE && keyOpen;
    if ((!triggered && !keyLine) || stop - start < SHORTEST_TEXT) {
      return;
    }
    hidden.clear();
    byte[] text = bytes;
    int from = start;
    int to = stop;
    int made = 0;
    if (escaped) {
      level(made++).read(text, from, to, false);
    }
    while (true) {
      if (made > 0) {
        var level = level(made - 1);
        text = level.bytes();
        from = 0;
        to = level.length();
      }
      look(text, from, to, sort);
      collect(made);
      if (sort == Sort.CODE || made == MOST_LEVELS || !Unescaped.isDisguised(text, from, to)) {
        break;
      }
      level(made++).read(text, from, to, true);
    }
    hide();
  }

  /** Takes over what was found in a level, as positions of the document. */
  private void collect(int made) {
    findings.merge();
    for (int i = 0; i < made; i++) {
      level(i).rewind();
    }
    for (int i = 0; i < findings.size(); i++) {
      int from = findings.start(i);
      int to = findings.end(i);
      for (int above = made - 1; above >= 0; above--) {
        from = level(above).sourceOf(from);
        to = level(above).sourceOf(to);
      }
      hidden.add(from, to);
    }
  }

  private void hide() throws InterruptedException {
    hidden.merge();
    for (int i = 0; i < hidden.size(); i++) {
      edits.hideText(hidden.start(i), hidden.end(i));
    }
  }

  private void look(byte[] text, int from, int to, Sort sort) {
    findings.clear();
    window.show(text, from, to);
    elements.begin();
    commands.begin();
    known.begin();
    if (sort == Sort.CODE) {
      code(from, to);
      return;
    }
    int at = from;
    while (at < to) {
      at =
          switch (text[at]) {
            case '=' -> named.assignment(at);
            case ';' -> dumped.serialized(at);
            case ',' -> dumped.pair(at);
            case '@' -> known.sign(at);
            case '.' -> known.prefixed(at);
            case ':' -> isAuthority(at) ? known.userInfo(at + 3, false) : named.colon(at);
            case '<' -> elements.element(at);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                known.digits(at, sort == Sort.IDENTIFIER);
            default -> form(text[at], at);
          };
    }
  }

  private void code(int from, int to) {
    if (keyOpen) {
      known.keyLines(from, to);
      keyOpen = !known.closesKey();
      return;
    }
    keyOpen = known.leavesKeyOpen();
    int at = from;
    while (at < to) {
      byte b = window.at(at);
      boolean authority = b == ':' && isAuthority(at);
      at =
          authority
              ? known.userInfo(at + 3, true)
              : b == '-' ? known.dash(at, true) : b == '.' ? known.prefixed(at) : form(b, at);
    }
  }

  private int form(byte b, int at) {
    return switch (b) {
      case 'J' -> known.webToken(at);
      case 'b', 'B' -> known.scheme(at);
      case '-' -> dash(at);
      case '_' -> known.prefixed(at);
      case 'I' -> known.cloudKey(at);
      default -> at + 1;
    };
  }

  CommandLines commands() {
    return commands;
  }

  private int dash(int at) {
    int behind = commands.option(at);
    return behind > at ? behind : known.dash(at, false);
  }

  private boolean isAuthority(int colon) {
    return window.at(colon + 1) == '/' && window.at(colon + 2) == '/';
  }
}
