package dev.fettle.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people said about an issue and its events; feedback keeps it. */
public interface UserReports {

  /**
   * A report in GlitchTip's shape ({@code UserReportSchema}).
   *
   * @param user always null: a report names nobody who has an account here
   */
  record UserReport(
      long id,
      @JsonProperty("eventID") String eventId,
      Map<String, String> event,
      Instant dateCreated,
      @Nullable String user,
      String name,
      String email,
      String comments) {

    public UserReport {
      event = Map.copyOf(event);
    }

    /** A report that refers to an event by the client's id, 32 hex digits. */
    public static UserReport of(
        long id, String eventId, Instant at, String name, String email, String comments) {
      return new UserReport(
          id, eventId, Map.of("eventID", eventId), at, null, name, email, comments);
    }
  }

  /** How many there are of an issue, counted up to {@code cap}. */
  int count(IssueId issueId, int cap);

  /** Those of an issue with smaller ids, newest first. */
  List<UserReport> before(IssueId issueId, long id, int fetch);

  /** Those of an issue with larger ids, oldest first. */
  List<UserReport> after(IssueId issueId, long id, int fetch);

  /** The one about an event, by the client's id. */
  Optional<UserReport> ofEvent(ProjectId projectId, UUID eventId);
}
