package dev.fettle.core.grouping;

import dev.fettle.core.event.ExceptionValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The exceptions of an event as the tree they are: a thrown exception, its causes, and the members
 * of groups ({@code ExceptionGroup}, {@code AggregateError}). Clients send the tree as a list with
 * numbers; one that sends no numbers sends a chain, whose last exception is the thrown one.
 *
 * <p>What also failed while the program cleaned up ({@code suppressed}) comes and goes and is not
 * what went wrong: it is left out where anything else is left.
 */
final class ExceptionTree {

  private final List<ExceptionValue> exceptions;

  /** The exceptions that hang on each, in the order they came. */
  private final Map<Long, List<ExceptionValue>> children = new HashMap<>();

  private final ExceptionValue thrown;

  private ExceptionTree(List<ExceptionValue> exceptions) {
    this.exceptions = exceptions;
    Set<Long> ids = new HashSet<>();
    for (ExceptionValue exception : exceptions) {
      Long id = exception.mechanism().place().id();
      if (id != null) {
        ids.add(id);
      }
    }
    ExceptionValue root = null;
    for (ExceptionValue exception : exceptions) {
      ExceptionValue.Place place = exception.mechanism().place();
      Long parent = place.parentId();
      if (parent != null && ids.contains(parent) && !parent.equals(place.id())) {
        children.computeIfAbsent(parent, id -> new ArrayList<>()).add(exception);
      } else if (place.id() != null) {
        root = exception;
      }
    }
    this.thrown = root == null || children.isEmpty() ? exceptions.getLast() : root;
  }

  /** The tree of at least one exception. */
  static ExceptionTree of(List<ExceptionValue> exceptions) {
    List<ExceptionValue> chain =
        exceptions.stream()
            .filter(exception -> !"suppressed".equals(exception.mechanism().type()))
            .toList();
    return new ExceptionTree(chain.isEmpty() ? exceptions : chain);
  }

  /**
   * The exception that names the event: the thrown one, or, as long as that is a group all of whose
   * members are alike, its member. A group says that something failed in it, its member says what.
   */
  ExceptionValue main() {
    ExceptionValue main = thrown;
    Set<ExceptionValue> seen = new HashSet<>();
    while (seen.add(main)) {
      List<ExceptionValue> members =
          children(main).stream()
              .filter(child -> child.mechanism().place().isMember())
              .sorted(Comparator.comparing(ExceptionTree::source))
              .toList();
      if (members.isEmpty()
          || !members.stream().allMatch(member -> isAlike(member, members.getFirst()))) {
        return main;
      }
      main = members.getFirst();
    }
    return main; // a tree that is none
  }

  private static boolean isAlike(ExceptionValue one, ExceptionValue other) {
    return Objects.equals(one.type(), other.type())
        && Objects.equals(one.module(), other.module())
        && Objects.equals(one.value(), other.value());
  }

  private static String source(ExceptionValue exception) {
    String source = exception.mechanism().place().source();
    return source == null ? "" : source;
  }

  private List<ExceptionValue> children(ExceptionValue exception) {
    Long id = exception.mechanism().place().id();
    return id == null ? List.of() : children.getOrDefault(id, List.of());
  }

  /**
   * A text for each exception, causes before what they caused, the thrown one last. Members of a
   * group come in the order of their texts: which task of several fails first is chance.
   *
   * @param text what counts of an exception
   */
  List<String> texts(Function<ExceptionValue, String> text) {
    boolean grouped =
        exceptions.stream().anyMatch(exception -> exception.mechanism().place().isMember());
    if (!grouped) {
      return exceptions.stream().map(text).toList();
    }
    List<String> texts = new ArrayList<>();
    Set<ExceptionValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    // Those that hang on nothing that is there come first, the thrown one last.
    for (ExceptionValue exception : exceptions) {
      if (!exception.equals(thrown) && !isChild(exception)) {
        add(exception, text, seen, texts);
      }
    }
    add(thrown, text, seen, texts);
    return texts;
  }

  private boolean isChild(ExceptionValue exception) {
    return children.values().stream().anyMatch(list -> list.stream().anyMatch(exception::equals));
  }

  private void add(
      ExceptionValue exception,
      Function<ExceptionValue, String> text,
      Set<ExceptionValue> seen,
      List<String> texts) {
    if (!seen.add(exception)) {
      return; // a tree that is none
    }
    List<List<String>> members = new ArrayList<>();
    for (ExceptionValue child : children(exception)) {
      List<String> own = new ArrayList<>();
      add(child, text, seen, own);
      if (child.mechanism().place().isMember()) {
        members.add(own);
      } else {
        texts.addAll(own);
      }
    }
    members.sort(Comparator.comparing(own -> String.join("", own)));
    members.forEach(texts::addAll);
    texts.add(text.apply(exception));
  }
}
