package dev.fettle.core.scrub;

/**
 * Finds secrets inside a text ({@link NamedSecrets}, {@link KnownSecrets}) as its reader sees it: a
 * text with escapes is unescaped first, and once or twice more when it holds JSON itself; what is
 * found is hidden where it stands, whole escapes at a time. For one document.
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
  private static final int MOST_LEVELS = 3;

  private static final int SHORTEST_TEXT = 4;

  /** Bytes at which a secret may be recognised. */
  private static final boolean[] TRIGGERS = new boolean[256];

  static {
    for (char c : "=:JbB-_I<\\0123456789".toCharArray()) {
      TRIGGERS[c] = true;
    }
  }

  private final byte[] bytes;
  private final Edits edits;
  private final Window window = new Window();
  private final Findings findings = new Findings();
  private final Findings hidden = new Findings();
  private final Unescaped[] levels = new Unescaped[MOST_LEVELS];
  private final NamedSecrets named;
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
    level.read(bytes, start, stop);
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
    if (escaped) {
      byte[] source = bytes;
      int from = start;
      int to = stop;
      for (int number = 0; number < MOST_LEVELS; number++) {
        var level = level(number);
        level.read(source, from, to);
        look(level.bytes(), 0, level.length(), sort);
        collect(number);
        if (sort == Sort.CODE || !level.isEscapedAgain()) {
          break;
        }
        source = level.bytes();
        from = 0;
        to = level.length();
      }
    } else {
      look(bytes, start, stop, sort);
      for (int i = 0; i < findings.size(); i++) {
        hidden.add(findings.start(i), findings.end(i));
      }
    }
    hide();
  }

  /** Takes over what was found in a level, as positions of the document. */
  private void collect(int number) {
    findings.merge();
    for (int i = 0; i <= number; i++) {
      level(i).rewind();
    }
    for (int i = 0; i < findings.size(); i++) {
      int from = findings.start(i);
      int to = findings.end(i);
      for (int above = number; above >= 0; above--) {
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
    named.begin();
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
            case ':' -> isAuthority(at) ? known.userInfo(at + 3, false) : named.colon(at);
            case '<' -> named.element(at);
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
      at = authority ? known.userInfo(at + 3, true) : b == '-' ? known.dash(at, true) : form(b, at);
    }
  }

  private int form(byte b, int at) {
    return switch (b) {
      case 'J' -> known.webToken(at);
      case 'b', 'B' -> known.scheme(at);
      case '-' -> known.dash(at, false);
      case '_' -> known.underscore(at);
      case 'I' -> known.cloudKey(at);
      default -> at + 1;
    };
  }

  private boolean isAuthority(int colon) {
    return window.at(colon + 1) == '/' && window.at(colon + 2) == '/';
  }
}
