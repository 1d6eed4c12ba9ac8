package dev.fettle.issues;

import java.time.Instant;
import java.util.List;

/** One word of the query language, without its sign. */
sealed interface Term {

  /** {@code is:…}. */
  record Is(State state) implements Term {}

  /** {@code level:…}, {@code type:…}, {@code platform:…}: a column of the issue is one of these. */
  record Column(Field field, List<String> values) implements Term {
    public Column {
      values = List.copyOf(values);
    }
  }

  /** {@code key:value}: an event of the issue had the tag with one of these values. */
  record Tag(String key, List<String> values) implements Term {
    public Tag {
      values = List.copyOf(values);
    }
  }

  /** {@code has:key}. */
  record HasTag(String key) implements Term {}

  /** {@code firstSeen:}, {@code age:}, {@code lastSeen:}. */
  record Seen(SeenField field, Comparison comparison, Instant time) implements Term {}

  /** {@code timesSeen:}, {@code users:}. */
  record Amount(NumberField field, Comparison comparison, long number) implements Term {}

  /** {@code project:}: the issue is of one of these. */
  record Projects(List<Long> ids) implements Term {
    public Projects {
      ids = List.copyOf(ids);
    }
  }

  /** {@code issue:}: it is one of these. */
  record Issues(List<Long> ids) implements Term {
    public Issues {
      ids = List.copyOf(ids);
    }
  }

  /** A word that title or culprit must contain: parts in this order, anything between them. */
  record Word(List<String> parts) implements Term {
    public Word {
      parts = List.copyOf(parts);
    }
  }

  /** What is true of every issue, such as {@code is:unassigned} while nobody can be assigned. */
  record Always() implements Term {}

  /** What {@code is:} knows. */
  enum State {
    UNRESOLVED,
    RESOLVED,
    IGNORED,
    NEW,
    REGRESSED,
    UNHANDLED,
    HANDLED
  }

  /** Columns compared for equality. */
  enum Field {
    LEVEL,
    TYPE,
    PLATFORM
  }

  /** Columns compared with a time. */
  enum SeenField {
    FIRST_SEEN,
    LAST_SEEN
  }

  /** Columns compared with a number. */
  enum NumberField {
    EVENTS,
    USERS
  }

  /** How; the sign is SQL's. */
  enum Comparison {
    EQUAL("="),
    MORE(">"),
    AT_LEAST(">="),
    LESS("<"),
    AT_MOST("<=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }
}
