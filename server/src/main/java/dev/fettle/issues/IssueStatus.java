package dev.fettle.issues;

import dev.fettle.platform.http.Input;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The status a request asks for. What cannot be done yet is refused, not passed over. */
final class IssueStatus {

  private static final Set<String> ALL = Set.of("unresolved", "resolved", "ignored");
  private static final int LONGEST = 200;

  private IssueStatus() {}

  /**
   * The {@code status} field; null when absent.
   *
   * @throws dev.fettle.platform.http.ApiException 422 when it is another word, or when the body
   *     asks for something else besides that cannot be done
   */
  static @Nullable String read(Input input) {
    refuse(input, "merge", "merge", "Merging issues is not supported yet: change their status");
    refuse(
        input,
        "assignedTo",
        "assigned_to",
        "Assigning issues is not supported yet: leave the field out");
    refuse(
        input,
        "statusDetails",
        "status_details",
        "Resolving in a release and ignoring for a while are not supported yet: send status alone");
    refuse(
        input,
        "snoozeDuration",
        "snooze_duration",
        "Ignoring for a while is not supported yet: send status alone");
    refuse(
        input,
        "ignoreDuration",
        "ignore_duration",
        "Ignoring for a while is not supported yet: send status alone");
    var status = input.text("status", LONGEST);
    if (status != null && status.startsWith("resolvedIn")) {
      throw input.problem(
          "status",
          "not_supported",
          "Resolving in a release is not supported yet: 'resolved' resolves the issue now");
    }
    if (status != null && !ALL.contains(status)) {
      throw input.problem(
          "status", "enum", "Input should be 'unresolved', 'resolved' or 'ignored'");
    }
    return status;
  }

  private static void refuse(Input input, String name, String otherName, String message) {
    if (asks(input.node().path(name)) || asks(input.node().path(otherName))) {
      throw input.problem(name, "not_supported", message);
    }
  }

  /** Null, false, nothing and objects of these ask for what is so anyway. */
  private static boolean asks(JsonNode value) {
    if (value.isObject()) {
      return value.valueStream().anyMatch(IssueStatus::asks);
    }
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isBoolean() && !value.booleanValue())
        && !(value.isString() && value.stringValue().isEmpty());
  }
}
