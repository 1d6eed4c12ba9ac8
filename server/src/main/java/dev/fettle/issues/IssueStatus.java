package dev.fettle.issues;

import dev.fettle.platform.http.Input;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status a request asks for. */
final class IssueStatus {

  private static final Set<String> ALL = Set.of("unresolved", "resolved", "ignored");

  private IssueStatus() {}

  /**
   * The {@code status} field; null when absent.
   *
   * @throws dev.fettle.platform.http.ApiException 422 when it is another word
   */
  static @Nullable String read(Input input) {
    var status = input.text("status", 20);
    if (status != null && !ALL.contains(status)) {
      throw input.problem(
          "status", "enum", "Input should be 'unresolved', 'resolved' or 'ignored'");
    }
    return status;
  }
}
