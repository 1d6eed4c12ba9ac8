package dev.fettle.issues;

import dev.fettle.core.HexUuid;
import dev.fettle.projects.ShortId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a query of the issue list means: clauses that must all hold.
 *
 * @param eventId set when the whole query is an event's id
 * @param shortId set when the whole query looks like {@code SHOP-1}
 */
record IssueQuery(List<Clause> clauses, @Nullable UUID eventId, @Nullable ShortId shortId) {

  /** Every issue. */
  static final IssueQuery ALL = new IssueQuery(List.of(), null, null);

  /** What waits for somebody. */
  static final IssueQuery UNRESOLVED =
      new IssueQuery(List.of(new Clause(false, new Term.Is(Term.State.UNRESOLVED))), null, null);

  /** A term with its sign. */
  record Clause(boolean negated, Term term) {}

  IssueQuery {
    clauses = List.copyOf(clauses);
  }

  static IssueQuery of(String text, List<Clause> clauses) {
    var whole = text.strip();
    return new IssueQuery(clauses, HexUuid.parse(whole), ShortId.parse(whole));
  }

  /** What only the organization that is searched can tell. */
  interface Names {

    /** The id of a living project by its slug; null when there is none. */
    @Nullable Long project(String slug);

    /** The id of a living issue; null when there is none. */
    @Nullable Long issue(ShortId shortId);

    /** Those of the keys that are tags of an issue of the organization. */
    Set<String> tags(Set<String> keys);
  }
}
