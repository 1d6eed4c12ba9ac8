package dev.fettle.issues;

import dev.fettle.core.event.EventType;
import dev.fettle.core.event.Level;
import dev.fettle.core.query.Clause;
import dev.fettle.core.query.MalformedQueryException;
import dev.fettle.core.query.Phrase;
import dev.fettle.core.query.Query;
import dev.fettle.core.query.QueryParser;
import dev.fettle.projects.ShortId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives a query of the issue list its meaning, or says which part has none: an unknown word, value,
 * date or number is never left out and never matches nothing in silence. A bare {@code word:word}
 * whose first word is neither of the language nor ever a tag of the organization is text with a
 * colon, such as {@code localhost:8080}; a change of many issues does not guess and refuses it.
 */
final class IssueQueryReader {

  /** What the intake makes tags of by itself: known before the first event has one. */
  private static final Set<String> COMMON_TAGS =
      Set.of(
          "environment",
          "release",
          "server_name",
          "transaction",
          "url",
          "handled",
          "mechanism",
          "browser",
          "browser.name",
          "os",
          "os.name",
          "runtime",
          "runtime.name",
          "device",
          "user.id",
          "user.email",
          "user.username");

  /** Keys with a meaning of their own. */
  private static final Set<String> FIELDS =
      Set.of(
          "is",
          "has",
          "level",
          "type",
          "platform",
          "firstSeen",
          "first_seen",
          "age",
          "lastSeen",
          "last_seen",
          "timesSeen",
          "times_seen",
          "users",
          "project",
          "issue",
          "assigned",
          "error.handled",
          "error.unhandled");

  /** Words of Sentry's search that are not understood yet: never taken for text. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?:error|stack|http|user|geo|device|os|app|event|issue|release|platform|timestamp|sdk"
              + "|transaction|trace|unreal|thread)\\.[\\w.]+|message|title|culprit|logger|dist|id"
              + "|timestamp|firstRelease|first_release|lastRelease|last_release|location"
              + "|assigned_or_suggested|assigned_to|bookmarks|subscribed|status|ip|user|date"
              + "|regressed_in_release|suspect|category");

  private static final Pattern AGE = Pattern.compile("([+-])(\\d{1,6})([smhdw])");
  private static final Pattern NUMBER = Pattern.compile("(>=|<=|>|<|=)?(\\d{1,15})");

  private final Query query;
  private final IssueQuery.Names names;
  private final Instant now;
  private final boolean exact;
  private final Set<String> tags;

  private IssueQueryReader(Query query, IssueQuery.Names names, Instant now, boolean exact) {
    this.query = query;
    this.names = names;
    this.now = now;
    this.exact = exact;
    this.tags = names.tags(candidates());
  }

  /** Keys that are of the language only if they are tags; one look-up serves them all. */
  private Set<String> candidates() {
    var keys = new HashSet<String>();
    for (var clause : query.clauses()) {
      if (clause instanceof Clause.Filter filter) {
        keys.add(filter.key());
        if (filter.key().equals("has")) {
          filter.values().forEach(value -> keys.add(value.text()));
        }
      }
    }
    keys.removeAll(COMMON_TAGS);
    return keys;
  }

  private boolean isTag(String key) {
    return COMMON_TAGS.contains(key) || tags.contains(key);
  }

  /**
   * Reads a query.
   *
   * @param exact whether nothing may be guessed, because issues are going to be changed
   * @throws MalformedQueryException at the first part that has no meaning
   */
  static IssueQuery read(String text, IssueQuery.Names names, Instant now, boolean exact)
      throws MalformedQueryException {
    var query = QueryParser.parse(text);
    var reader = new IssueQueryReader(query, names, now, exact);
    var clauses = new ArrayList<IssueQuery.Clause>();
    for (var clause : query.clauses()) {
      clauses.add(new IssueQuery.Clause(clause.negated(), reader.term(clause)));
    }
    return IssueQuery.of(text, clauses);
  }

  private Term term(Clause clause) throws MalformedQueryException {
    return switch (clause) {
      case Clause.Text text -> word(text);
      case Clause.Filter filter -> filter(filter);
    };
  }

  private Term word(Clause.Text text) throws MalformedQueryException {
    var source = text.phrase().text();
    int colon = text.quoted() ? -1 : source.indexOf(':');
    if (colon >= 0) {
      var before = source.substring(0, colon).replaceAll("[^\\p{L}\\p{N}_.]", "");
      boolean certain = source.startsWith("::", colon) || source.startsWith("://", colon);
      if (isReserved(before) && !certain) {
        throw problem(
            text,
            "a filter is written key:value without blanks; put quotes around it to search for text");
      }
      if (text.negated() || (exact && !certain)) {
        throw problem(text, "it has a colon: put quotes around it if it is text");
      }
    }
    if (text.phrase().parts().stream().allMatch(String::isEmpty)) {
      throw problem(text, "a star alone finds everything: leave it out");
    }
    return new Term.Word(text.phrase().parts());
  }

  private Term filter(Clause.Filter filter) throws MalformedQueryException {
    if (!filter.tag() && FIELDS.contains(filter.key())) {
      return field(filter);
    }
    if (isTag(filter.key())) {
      return new Term.Tag(filter.key(), tagValues(filter));
    }
    if (!filter.tag() && RESERVED.matcher(filter.key()).matches()) {
      throw problem(filter, "%s is not supported yet and no tag here".formatted(filter.key()));
    }
    if (filter.plain() && !filter.negated() && !exact) {
      var value = new ArrayList<>(filter.values().getFirst().parts());
      value.set(0, filter.key() + ":" + value.getFirst());
      return new Term.Word(value);
    }
    throw problem(
        filter,
        "%s is neither a word of the search nor a tag of this organization; put quotes around the"
                .formatted(filter.key())
            + " whole if it is text");
  }

  private static boolean isReserved(String key) {
    return FIELDS.contains(key) || COMMON_TAGS.contains(key) || RESERVED.matcher(key).matches();
  }

  private List<String> tagValues(Clause.Filter filter) throws MalformedQueryException {
    var values = literals(filter);
    if (!filter.tag() && filter.key().equals("release") && values.contains("latest")) {
      throw problem(
          filter, "the latest release is not supported yet; tags[release]:latest is one called so");
    }
    if (values.contains("")) {
      throw problem(filter, "to find issues without a tag write !has:%s".formatted(filter.key()));
    }
    return values;
  }

  private Term field(Clause.Filter filter) throws MalformedQueryException {
    return switch (filter.key()) {
      case "is" -> is(filter);
      case "has" -> has(filter);
      case "level" -> new Term.Column(Term.Field.LEVEL, levels(filter));
      case "type" -> new Term.Column(Term.Field.TYPE, types(filter));
      case "platform" -> new Term.Column(Term.Field.PLATFORM, literals(filter));
      case "firstSeen", "first_seen", "age" -> seen(filter, Term.SeenField.FIRST_SEEN);
      case "lastSeen", "last_seen" -> seen(filter, Term.SeenField.LAST_SEEN);
      case "timesSeen", "times_seen" -> number(filter, Term.NumberField.EVENTS);
      case "users" -> number(filter, Term.NumberField.USERS);
      case "project" -> projects(filter);
      case "issue" -> issues(filter);
      case "assigned" -> assigned(filter);
      case "error.handled" -> handled(filter, Term.State.HANDLED, Term.State.UNHANDLED);
      case "error.unhandled" -> handled(filter, Term.State.UNHANDLED, Term.State.HANDLED);
      default -> throw new IllegalStateException(filter.key());
    };
  }

  private Term is(Clause.Filter filter) throws MalformedQueryException {
    var word = one(filter).toLowerCase(Locale.ROOT);
    for (var state : Term.State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
        return new Term.Is(state);
      }
    }
    return switch (word) {
      case "unassigned" -> new Term.Always();
      case "archived" -> new Term.Is(Term.State.IGNORED);
      case "assigned" -> throw problem(filter, "issues cannot be assigned yet");
      default ->
          throw problem(
              filter,
              "is: knows unresolved, resolved, ignored, new, regressed, unhandled, handled and"
                  + " unassigned");
    };
  }

  private Term assigned(Clause.Filter filter) throws MalformedQueryException {
    if (one(filter).equals("none")) {
      return new Term.Always();
    }
    throw problem(filter, "issues cannot be assigned yet: only assigned:none finds any");
  }

  private Term handled(Clause.Filter filter, Term.State ifTrue, Term.State ifFalse)
      throws MalformedQueryException {
    return switch (one(filter)) {
      case "true", "1" -> new Term.Is(ifTrue);
      case "false", "0" -> new Term.Is(ifFalse);
      default -> throw problem(filter, "write true or false");
    };
  }

  private Term has(Clause.Filter filter) throws MalformedQueryException {
    var key = one(filter);
    if (key.equals("user")) {
      return new Term.Amount(Term.NumberField.USERS, Term.Comparison.MORE, 0);
    }
    if (isTag(key)) {
      return new Term.HasTag(key);
    }
    throw problem(
        filter,
        "has: takes user or a tag, and \"%s\" is no tag of this organization".formatted(key));
  }

  private List<String> levels(Clause.Filter filter) throws MalformedQueryException {
    var levels = new ArrayList<String>();
    for (var word : literals(filter)) {
      var level = word.codePoints().allMatch(Character::isDigit) ? null : Level.of(word);
      if (level == null) {
        throw problem(filter, "a level is fatal, error, warning, info or debug");
      }
      levels.add(level.wireName());
    }
    return levels;
  }

  private List<String> types(Clause.Filter filter) throws MalformedQueryException {
    var known = Arrays.stream(EventType.values()).map(EventType::wireName).toList();
    var types = literals(filter).stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    if (!known.containsAll(types)) {
      throw problem(filter, "a type is " + String.join(", ", known));
    }
    return types;
  }

  /** {@code -24h}: within the last 24 hours; {@code +24h}: before that; or a time with a sign. */
  private Term seen(Clause.Filter filter, Term.SeenField field) throws MalformedQueryException {
    var value = one(filter);
    var age = AGE.matcher(value);
    if (age.matches()) {
      var time = TimeText.ago(Long.parseLong(age.group(2)), age.group(3).charAt(0), now);
      if (time == null) {
        throw problem(filter, "that is before the first year: write a shorter time");
      }
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
    if (time == null) {
      throw problem(
          filter,
          "that is no time: write -24h, +7d (s m h d w) or a date with a sign, such as >2026-01-31 or"
              + " <=2026-01-31T12:00:00Z");
    }
    return new Term.Seen(field, comparison, time);
  }

  private Term number(Clause.Filter filter, Term.NumberField field) throws MalformedQueryException {
    var number = NUMBER.matcher(one(filter));
    if (!number.matches()) {
      throw problem(
          filter,
          "that is no number: write a whole one, with >, >=, < or <= before it if you like");
    }
    var sign = number.group(1) == null ? "=" : number.group(1);
    var comparison =
        Arrays.stream(Term.Comparison.values())
            .filter(each -> each.sign().equals(sign))
            .findFirst()
            .orElseThrow();
    return new Term.Amount(field, comparison, Long.parseLong(number.group(2)));
  }

  private Term projects(Clause.Filter filter) throws MalformedQueryException {
    var ids = new ArrayList<Long>();
    for (var slug : literals(filter)) {
      ids.add(found(filter, names.project(slug), "project", slug));
    }
    return new Term.Projects(ids);
  }

  private Term issues(Clause.Filter filter) throws MalformedQueryException {
    var ids = new ArrayList<Long>();
    for (var text : literals(filter)) {
      var shortId = ShortId.parse(text);
      ids.add(found(filter, shortId == null ? null : names.issue(shortId), "issue", text));
    }
    return new Term.Issues(ids);
  }

  private long found(Clause.Filter filter, @Nullable Long id, String what, String name)
      throws MalformedQueryException {
    if (id == null) {
      throw problem(filter, "there is no %s \"%s\" here".formatted(what, name));
    }
    return id;
  }

  private String one(Clause.Filter filter) throws MalformedQueryException {
    var values = literals(filter);
    if (values.size() != 1) {
      throw problem(filter, "%s: takes one value, no list".formatted(filter.key()));
    }
    return values.getFirst();
  }

  private List<String> literals(Clause.Filter filter) throws MalformedQueryException {
    for (var value : filter.values()) {
      if (!value.literal()) {
        throw problem(
            filter, "stars are supported in words only; \"\\*\" in quotes is the character itself");
      }
    }
    return filter.values().stream().map(Phrase::text).toList();
  }

  private MalformedQueryException problem(Clause clause, String message) {
    return new MalformedQueryException(
        clause.start(), "\"%s\": %s".formatted(query.source(clause), message));
  }
}
