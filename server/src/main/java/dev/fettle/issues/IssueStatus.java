package dev.fettle.issues;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What people make of an issue. */
enum IssueStatus {
  UNRESOLVED,
  RESOLVED,
  IGNORED;

  /** The status of a database form. */
  static IssueStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The wire and database form. */
  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
