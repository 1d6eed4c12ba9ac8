package dev.fettle.issues;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What people make of an issue. */
enum IssueStatus {
  UNRESOLVED,
  RESOLVED,
  IGNORED;

  /** The wire and database form. */
  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
