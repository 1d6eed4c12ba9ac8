package dev.fettle.issues;

import java.time.Instant;

/** One word of the query language, without its sign. */
sealed interface Term {

  /** {@code is:…}. */
  record Is(State state) implements Term {}

  /** {@code level:…}, {@code type:…}, {@code platform:…}: a column of the issue. */
  record Column(Field field, String value) implements Term {}

  /** {@code key:value}: an event of the issue had the tag. */
  record Tag(String key, String value) implements Term {}

  /** {@code has:key}. */
  record HasTag(String key) implements Term {}

  /** {@code firstSeen:}, {@code age:}, {@code lastSeen:}. */
  record Seen(SeenField field, Comparison comparison, Instant time) implements Term {}

  /** {@code timesSeen:}, {@code users:}. */
  record Amount(NumberField field, Comparison comparison, long number) implements Term {}

  /** A word that title or culprit must contain. */
  record Word(String text) implements Term {}

  /** A word of the language that no issue can match, such as {@code is:unknown}. */
  record Nothing() implements Term {}

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
