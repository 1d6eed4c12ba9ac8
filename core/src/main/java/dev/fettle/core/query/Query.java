package dev.fettle.core.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A search that was understood: clauses that must all hold, in the order they were written.
 *
 * @param text as it was typed; the places of the clauses refer to it
 */
public record Query(String text, List<Clause> clauses) {

  public Query {
    clauses = List.copyOf(clauses);
  }

  /** What was typed for a clause. */
  public String source(Clause clause) {
    return text.substring(clause.start(), clause.end());
  }

  /** The search in its canonical form, which parses to the same clauses. */
  public String print() {
    return clauses.stream().map(Clause::print).collect(Collectors.joining(" "));
  }
}
