package dev.fettle.core.scrub;

import dev.fettle.core.scrub.Rules.Token;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Secrets that are known by their own form, whatever stands before them: the password of {@code
 * scheme://user:password@host}, JSON web tokens, {@code Bearer …} and {@code Basic …}, private
 * keys, {@link CardNumbers}, {@code AKIA…} and its secret, and the {@link Rules#TOKENS} of services
 * that mark them.
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
  private static final byte[] ORACLE = Window.ascii("jdbc:oracle:");
  private static final byte[] TCP = Window.ascii("@tcp(");
  private static final byte[] UNIX = Window.ascii("@unix(");
  private static final int LONGEST_LABEL = 60;
  private static final int SHORTEST_TOKEN_PART = 10;
  private static final int SHORTEST_BEARER = 16;
  private static final int SHORTEST_BASIC = 8;
  private static final int SHORTEST_KEY = 16;
  private static final int SHORTEST_USER = 16;
  private static final int LONGEST_ACCOUNT = 160;
  private static final int MOST_DOTS = 3;
  private static final int AMAZON_LENGTH = 20;
  private static final int AMAZON_SECRET_LENGTH = 40;
  private static final int GOOGLE_LENGTH = 39;

  private static final class Prefix {
    private final byte[] bytes;
    private final Token token;

    Prefix(Token token) {
      this.bytes = Window.ascii(token.prefix());
      this.token = token;
    }

    byte last() {
      return bytes[bytes.length - 1];
    }
  }

  /** By the byte they end with. */
  private static final List<List<Prefix>> PREFIXES =
      IntStream.range(0, 128)
          .mapToObj(last ->
              Rules.TOKENS.stream().map(Prefix::new).filter(it -> it.last() == last).toList())
          .toList();

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
    if (colon < 0 && sign >= 0 && isUserToken(start, sign)) {
      return hide(start, sign);
    }
    if (colon < 0 || sign < colon || (code && isVariable(text.at(colon + 1)))) {
      return start;
    }
    return hide(colon + 1, sign);
  }

  /** A token in place of a user; the public key of a DSN is none, nor is the name of a person. */
  private boolean isUserToken(int start, int sign) {
    int length = sign - start;
    if (length < SHORTEST_USER || text.tokenEnd(start) != sign || !text.hasDigit(start, sign)) {
      return false;
    }
    boolean hex = length == 16 || length == 32;
    for (int i = start; i < sign && hex; i++) {
      hex = Character.digit(text.at(i), 16) >= 0;
    }
    return !hex;
  }

  /**
   * At an {@code @} that no {@code ://} comes before: {@code jdbc:oracle:thin:user/password@}, and
   * {@code user:password@tcp(…)}.
   */
  int sign(int at) {
    int start = at;
    int slash = -1;
    int colon = -1;
    while (start > at - LONGEST_ACCOUNT && !endsAccount(text.at(start - 1))) {
      start--;
      slash = text.at(start) == '/' ? start : slash;
      colon = text.at(start) == ':' ? start : colon;
    }
    if (slash > start && text.find(ORACLE, start, at) >= 0) {
      return hide(slash + 1, at) + 1;
    }
    boolean go = text.startsWith(TCP, at) || text.startsWith(UNIX, at);
    return colon >= start && go ? hide(colon + 1, at) + 1 : at + 1;
  }

  private boolean endsAccount(byte b) {
    return (b <= ' ' && b >= 0) || b == '\'' || b == '"' || b == '=' || b == '<' || b == '>';
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
      return prefixed(at);
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

  /** At a byte that ends a prefix of {@link Rules#TOKENS}. */
  int prefixed(int at) {
    var prefixes = PREFIXES.get(text.at(at) & 0x7F);
    for (var prefix : prefixes) {
      int start = at + 1 - prefix.bytes.length;
      if (text.endsWith(prefix.bytes, at + 1) && text.beginsToken(start)) {
        int stop = prefix.last() == '.' ? partsEnd(at) : text.tokenEnd(at + 1);
        if (stop - start >= prefix.token.shortest()
            && (!prefix.token.digit() || text.hasDigit(start, stop))) {
          return hide(start, stop);
        }
      }
    }
    return at + 1;
  }

  /** The end of a token that is parts with full stops between. */
  private int partsEnd(int dot) {
    int stop = dot;
    for (int dots = 0; dots < MOST_DOTS && text.at(stop) == '.' && text.isToken(stop + 1); dots++) {
      stop = text.tokenEnd(stop + 1);
    }
    return stop;
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
    if (stop - start != AMAZON_LENGTH || text.isToken(stop)) {
      return stop;
    }
    hide(start, stop);
    return secretOfKey(stop);
  }

  /** The forty bytes that belong to a key of Amazon and stand soon behind it. */
  private int secretOfKey(int key) {
    int at = key;
    while (at < text.to() && at < key + LONGEST_LABEL) {
      int stop = at;
      while (isBearer(stop) && text.at(stop) != '=' && stop - at <= AMAZON_SECRET_LENGTH) {
        stop++;
      }
      boolean begins = at == key || !isBearer(at - 1) || text.at(at - 1) == '=';
      if (begins && stop - at == AMAZON_SECRET_LENGTH && text.hasDigit(at, stop)) {
        return hide(at, stop);
      }
      at = Math.max(stop, at + 1);
    }
    return key;
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
