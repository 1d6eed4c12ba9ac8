package dev.fettle.core.scrub;

/**
 * Secrets that are known by their own form, whatever stands before them: the password of {@code
 * scheme://user:password@host}, JSON web tokens, {@code Bearer …} and {@code Basic …}, private
 * keys, {@link CardNumbers}, and the keys of services that mark them ({@code AKIA…}, {@code ghp_…},
 * {@code sk_live_…}, {@code xoxb-…}).
 *
 * <p>Each method is asked at the byte that gives a form away and answers where to go on. All of
 * them together are linear in the text: what is looked at twice is bounded, or remembered.
 */
final class KnownSecrets {

  private static final byte[] KEY_BEGIN = Window.ascii("-----BEGIN ");
  private static final byte[] KEY_LABEL = Window.ascii("PRIVATE KEY");
  private static final byte[] KEY_END = Window.ascii("-----END ");
  private static final byte[] DASHES = Window.ascii("-----");
  private static final byte[] BEARER = Window.ascii("bearer ");
  private static final byte[] BASIC = Window.ascii("basic ");
  private static final byte[] GOOGLE = Window.ascii("AIza");
  private static final int LONGEST_LABEL = 60;
  private static final int SHORTEST_TOKEN_PART = 10;
  private static final int SHORTEST_BEARER = 16;
  private static final int SHORTEST_BASIC = 8;
  private static final int SHORTEST_KEY = 16;
  private static final int SHORTEST_COMMON = 24;
  private static final int AMAZON_LENGTH = 20;
  private static final int GOOGLE_LENGTH = 39;

  /** What keys begin with, up to the underscore that is looked at. */
  private static final byte[][] UNDERSCORE_PREFIXES = {
    Window.ascii("ghp_"),
    Window.ascii("gho_"),
    Window.ascii("ghu_"),
    Window.ascii("ghs_"),
    Window.ascii("ghr_"),
    Window.ascii("github_pat_"),
    Window.ascii("sk_live_"),
    Window.ascii("sk_test_"),
    Window.ascii("rk_live_"),
    Window.ascii("rk_test_"),
    Window.ascii("whsec_"),
    Window.ascii("npm_"),
    Window.ascii("shpat_"),
    Window.ascii("dop_v1_"),
  };

  /** The same up to a dash. */
  private static final byte[][] DASH_PREFIXES = {
    Window.ascii("xoxa-"),
    Window.ascii("xoxb-"),
    Window.ascii("xoxe-"),
    Window.ascii("xoxo-"),
    Window.ascii("xoxp-"),
    Window.ascii("xoxr-"),
    Window.ascii("xoxs-"),
    Window.ascii("xapp-"),
    Window.ascii("glpat-"),
    Window.ascii("sk-"),
  };

  private final Window text;
  private final Findings findings;

  /** No {@code @} follows before here. */
  private int noSignBefore;

  KnownSecrets(Window text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  /** Begins a new text. */
  void begin() {
    noSignBefore = 0;
  }

  private int hide(int start, int stop) {
    findings.add(start, stop);
    return Math.max(stop, start);
  }

  /**
   * What follows {@code ://}.
   *
   * @param code whether a password that is put in later ({@code {password}}) is told apart
   */
  int userInfo(int start, boolean code) {
    int at = start;
    int colon = -1;
    int sign = -1;
    while (at < text.to() && !endsAuthority(text.at(at))) {
      byte b = text.at(at);
      if (b == ':' && colon < 0) {
        colon = at;
      } else if (b == '@') {
        sign = at;
      }
      at++;
    }
    if (sign < 0 && colon >= 0 && isPathByte(text.at(at)) && !isPort(colon + 1, at)) {
      // A password with a slash in it should be escaped, and often is not.
      sign = isVariable(text.at(colon + 1)) ? -1 : signFrom(at);
    }
    if (colon < 0 || sign < colon || (code && isVariable(text.at(colon + 1)))) {
      return start;
    }
    return hide(colon + 1, sign);
  }

  private int signFrom(int start) {
    int at = Math.max(start, noSignBefore);
    while (at < text.to() && !isBlank(text.at(at)) && !text.isQuote(at)) {
      if (text.at(at) == '@') {
        return at;
      }
      at++;
    }
    noSignBefore = at;
    return -1;
  }

  private boolean isPort(int start, int stop) {
    for (int i = start; i < stop; i++) {
      if (!text.isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVariable(byte b) {
    return b == '{' || b == '$' || b == '%' || b == '<' || b == '#';
  }

  private static boolean isPathByte(byte b) {
    return b == '/' || b == '?' || b == '#' || b == '\\';
  }

  private static boolean endsAuthority(byte b) {
    return isBlank(b) || isPathByte(b) || b == '\'' || b == '"' || b == '<' || b == '>' || b == '`';
  }

  private static boolean isBlank(byte b) {
    return b <= ' ' && b >= 0;
  }

  /** {@code eyJ…} in two or three parts with full stops between. */
  int webToken(int at) {
    int start = at - 2;
    if (text.at(start) != 'e' || text.at(start + 1) != 'y' || !text.beginsToken(start)) {
      return at + 1;
    }
    int header = text.tokenEnd(start);
    if (header - start < SHORTEST_TOKEN_PART || text.at(header) != '.') {
      return at + 1;
    }
    int claims = text.tokenEnd(header + 1);
    if (claims - header <= SHORTEST_TOKEN_PART) {
      return at + 1;
    }
    return hide(start, text.at(claims) == '.' ? text.tokenEnd(claims + 1) : claims);
  }

  /** {@code Bearer …} and {@code Basic …}. */
  int scheme(int at) {
    boolean bearer = text.startsWithIgnoringCase(BEARER, at);
    if (!bearer && (text.isToken(at - 1) || !text.startsWithIgnoringCase(BASIC, at))) {
      return at + 1;
    }
    int token = at + (bearer ? BEARER.length : BASIC.length);
    int stop = token;
    while (isBearer(stop)) {
      stop++;
    }
    boolean secret =
        bearer
            ? stop - token >= SHORTEST_BEARER
            : stop - token >= SHORTEST_BASIC
                && (stop - token) % 4 == 0
                && (text.hasDigit(token, stop) || text.at(stop - 1) == '=');
    return secret ? hide(token, stop) : token;
  }

  private boolean isBearer(int index) {
    byte b = text.at(index);
    return text.isToken(index) || b == '.' || b == '~' || b == '+' || b == '/' || b == '=';
  }

  /**
   * At a dash: a private key in its armour, or a key with a dash in its prefix.
   *
   * @param code whether what stands between the lines of a key is kept
   */
  int dash(int at, boolean code) {
    if (!text.startsWith(KEY_BEGIN, at)) {
      return prefixed(DASH_PREFIXES, at);
    }
    int behind = at + KEY_BEGIN.length;
    int label = text.find(KEY_LABEL, behind, Math.min(text.to(), behind + LONGEST_LABEL));
    int close =
        label < 0 ? -1 : text.find(DASHES, label, Math.min(text.to(), label + LONGEST_LABEL));
    if (close < 0) {
      return behind;
    }
    int begin = close + DASHES.length;
    int end = text.find(KEY_END, begin, text.to());
    int stop = end < 0 ? text.to() : end;
    if (code) {
      keyLines(begin, stop);
      return stop;
    }
    return hide(begin, stop);
  }

  /** Whether a private key begins in the text and does not end in it. */
  boolean leavesKeyOpen() {
    int begin = text.find(KEY_BEGIN, text.from(), text.to());
    return begin >= 0
        && text.find(KEY_LABEL, begin, text.to()) >= 0
        && text.find(KEY_END, begin, text.to()) < 0;
  }

  boolean closesKey() {
    return text.find(KEY_END, text.from(), text.to()) >= 0;
  }

  /** The base64 of a private key among other things. */
  void keyLines(int start, int end) {
    int at = start;
    while (at < end) {
      int stop = at;
      while (stop < end && isBearer(stop)) {
        stop++;
      }
      if (stop - at >= SHORTEST_KEY) {
        hide(at, stop);
      }
      at = stop + 1;
    }
  }

  /** At an underscore. */
  int underscore(int at) {
    return prefixed(UNDERSCORE_PREFIXES, at);
  }

  private int prefixed(byte[][] prefixes, int at) {
    for (var prefix : prefixes) {
      int start = at + 1 - prefix.length;
      if (text.endsWith(prefix, at + 1) && text.beginsToken(start)) {
        int stop = text.tokenEnd(at + 1);
        boolean common = prefix.length == 3; // "sk-" begins names of style sheets too
        return stop - start >= (common ? SHORTEST_COMMON : SHORTEST_KEY)
                && (!common || text.hasDigit(start, stop))
            ? hide(start, stop)
            : at + 1;
      }
    }
    return at + 1;
  }

  /** At the I of {@code AKIA…}, {@code ASIA…} and {@code AIza…}. */
  int cloudKey(int at) {
    if (text.at(at - 1) == 'A' && text.startsWith(GOOGLE, at - 1) && text.beginsToken(at - 1)) {
      int stop = text.tokenEnd(at);
      return stop - (at - 1) >= GOOGLE_LENGTH ? hide(at - 1, stop) : stop;
    }
    int start = at - 2;
    byte second = text.at(at - 1);
    if (text.at(start) != 'A'
        || (second != 'K' && second != 'S')
        || text.at(at + 1) != 'A'
        || !text.beginsToken(start)) {
      return at + 1;
    }
    int stop = start;
    while (text.isDigit(stop) || (text.at(stop) >= 'A' && text.at(stop) <= 'Z')) {
      stop++;
    }
    return stop - start == AMAZON_LENGTH && !text.isToken(stop) ? hide(start, stop) : stop;
  }

  int digits(int start, boolean identifier) {
    int at = start;
    int count = 0;
    int last = start;
    boolean grouped = false;
    while (at < text.to()) {
      byte b = text.at(at);
      if (b >= '0' && b <= '9') {
        count++;
        last = at + 1;
      } else if ((b == ' ' || b == '-') && at == last) {
        grouped = true;
      } else {
        break;
      }
      at++;
    }
    boolean begins = text.followsEscape(start) || !isWordByte(start - 1, start - 2);
    boolean alone = begins && !isWordByte(last, last + 1);
    if (alone && (!identifier || grouped) && CardNumbers.isCard(text.bytes(), start, last, count)) {
      return hide(start, last);
    }
    return Math.max(last, start + 1);
  }

  /** A byte that makes digits beside it part of something longer; a full stop between digits is. */
  private boolean isWordByte(int at, int beyond) {
    byte b = text.at(at);
    return b == '.' ? text.isDigit(beyond) : b < 0 || text.isToken(at);
  }
}
