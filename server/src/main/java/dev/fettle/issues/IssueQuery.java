package dev.fettle.issues;

import dev.fettle.core.HexUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The issue list's query language (glitchtip-behaviour §5, without its defects): clauses that must
 * all hold, in any order. {@code key:value} filters, {@code !} negates, quotes hold blanks
 * together, an unbalanced quote is text, everything else is a word to search for. No input is
 * refused.
 *
 * @param eventId set when the whole query is an event's id
 * @param shortId set when the whole query looks like {@code SHOP-1}
 */
record IssueQuery(List<Clause> clauses, @Nullable UUID eventId, @Nullable ShortId shortId) {

  /** Longer queries are cut: nobody types them. */
  private static final int LONGEST = 2_000;

  private static final int MOST_CLAUSES = 40;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\-]{0,199}");
  private static final Pattern AGE = Pattern.compile("([+-])(\\d{1,6})([smhdw])");
  private static final Pattern NUMBER = Pattern.compile("(>=|<=|>|<|=)?(\\d{1,15})");

  /** A term with its sign. */
  record Clause(boolean negated, Term term) {}

  IssueQuery {
    clauses = List.copyOf(clauses);
  }

  static IssueQuery parse(String text, Instant now) {
    var query = (text.length() > LONGEST ? text.substring(0, LONGEST) : text).strip();
    var clauses = new ArrayList<Clause>();
    for (var token : tokens(query)) {
      if (clauses.size() < MOST_CLAUSES) {
        clauses.add(clause(token, now));
      }
    }
    return new IssueQuery(clauses, HexUuid.parse(query), ShortId.parse(query));
  }

  /** Splits at blanks that are not between two quotes. */
  private static List<String> tokens(String query) {
    var tokens = new ArrayList<String>();
    var token = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '"' && (quoted || query.indexOf('"', i + 1) > 0)) {
        quoted = !quoted;
        token.append(c);
      } else if (Character.isWhitespace(c) && !quoted) {
        flush(token, tokens);
      } else {
        token.append(c);
      }
    }
    flush(token, tokens);
    return tokens;
  }

  private static void flush(StringBuilder token, List<String> tokens) {
    if (!token.isEmpty()) {
      tokens.add(token.toString());
      token.setLength(0);
    }
  }

  private static Clause clause(String token, Instant now) {
    boolean negated = token.startsWith("!") && token.length() > 1;
    var plain = negated ? token.substring(1) : token;
    int colon = plain.indexOf(':');
    if (colon > 0 && colon < plain.length() - 1) {
      var key = unquote(plain.substring(0, colon));
      var value = unquote(plain.substring(colon + 1));
      if (KEY.matcher(key).matches() && !value.isEmpty() && !value.startsWith("//")) {
        return new Clause(negated, term(key, value, now));
      }
    }
    return new Clause(false, new Term.Word(unquote(token).replace("*", "")));
  }

  private static Term term(String key, String value, Instant now) {
    return switch (key) {
      case "is" -> is(value);
      case "has" -> new Term.HasTag(value);
      case "level" -> new Term.Column(Term.Field.LEVEL, value.toLowerCase(Locale.ROOT));
      case "type" -> new Term.Column(Term.Field.TYPE, value.toLowerCase(Locale.ROOT));
      case "platform" -> new Term.Column(Term.Field.PLATFORM, value);
      case "firstSeen", "age" -> seen(Term.SeenField.FIRST_SEEN, value, now);
      case "lastSeen" -> seen(Term.SeenField.LAST_SEEN, value, now);
      case "timesSeen" -> number(Term.NumberField.EVENTS, value);
      case "users" -> number(Term.NumberField.USERS, value);
      default -> new Term.Tag(key, value);
    };
  }

  private static Term is(String value) {
    for (var state : Term.State.values()) {
      if (state.name().equalsIgnoreCase(value)) {
        return new Term.Is(state);
      }
    }
    return new Term.Nothing();
  }

  /** {@code -24h}: within the last 24 hours; {@code +24h}: before that; or a time with a sign. */
  private static Term seen(Term.SeenField field, String value, Instant now) {
    var age = AGE.matcher(value);
    if (age.matches()) {
      var time = now.minus(duration(Long.parseLong(age.group(2)), age.group(3).charAt(0)));
      return new Term.Seen(
          field,
          age.group(1).equals("-") ? Term.Comparison.AT_LEAST : Term.Comparison.AT_MOST,
          time);
    }
    var comparison = Term.Comparison.AT_LEAST;
    var rest = value;
    for (var candidate :
        List.of(
            Term.Comparison.AT_LEAST,
            Term.Comparison.AT_MOST,
            Term.Comparison.MORE,
            Term.Comparison.LESS)) {
      if (value.startsWith(candidate.sign())) {
        comparison = candidate;
        rest = value.substring(candidate.sign().length());
        break;
      }
    }
    var time = TimeText.parse(rest, now);
    return time == null ? new Term.Nothing() : new Term.Seen(field, comparison, time);
  }

  private static Term number(Term.NumberField field, String value) {
    var number = NUMBER.matcher(value);
    if (!number.matches()) {
      return new Term.Nothing();
    }
    var sign = number.group(1) == null ? "=" : number.group(1);
    for (var comparison : Term.Comparison.values()) {
      if (comparison.sign().equals(sign)) {
        return new Term.Amount(field, comparison, Long.parseLong(number.group(2)));
      }
    }
    return new Term.Nothing();
  }

  static Duration duration(long amount, char unit) {
    return switch (unit) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'd' -> Duration.ofDays(amount);
      default -> Duration.ofDays(7 * amount);
    };
  }

  private static String unquote(String text) {
    boolean balanced = text.length() > 1 && text.chars().filter(c -> c == '"').count() % 2 == 0;
    return balanced ? text.replace("\"", "") : text;
  }
}
