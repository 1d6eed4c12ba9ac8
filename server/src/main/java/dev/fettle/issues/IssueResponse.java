package dev.fettle.issues;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.fettle.projects.ShortId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issue in GlitchTip's shape ({@code IssueSchema}, {@code IssueDetailSchema}), and after {@code
 * culprit} what our screens need beyond it.
 *
 * @param metadata JSON as stored
 * @param stats by period: pairs of epoch second and number of events
 * @param matchingEventId the event the list was asked for by its id
 * @param userReportCount of a single issue only
 */
record IssueResponse(
    String id,
    String count,
    String type,
    String level,
    IssueStatus status,
    @JsonRawValue String metadata,
    ProjectResponse project,
    String shortId,
    int numComments,
    Map<String, List<List<Long>>> stats,
    @Nullable Long shareId,
    @Nullable String logger,
    String permalink,
    Map<String, String> statusDetails,
    @Nullable String subscriptionDetails,
    long userCount,
    @Nullable String matchingEventId,
    @Nullable ReleaseResponse firstRelease,
    @Nullable ReleaseResponse lastRelease,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable String assignedTo,
    String title,
    String culprit,
    boolean isRegressed,
    @Nullable Instant regressedAt,
    boolean isNew,
    boolean isUnhandled,
    @Nullable String platform,
    @Nullable Instant resolvedAt,
    @Nullable PersonResponse resolvedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer userReportCount) {

  record ProjectResponse(String id, @Nullable String platform, String slug, String name) {}

  record PersonResponse(String id, String name, String email) {
    static @Nullable PersonResponse from(Issue.@Nullable Person person) {
      return person == null
          ? null
          : new PersonResponse(Long.toString(person.id()), person.name(), person.email());
    }
  }

  record ReleaseResponse(
      String version, String shortVersion, Instant dateCreated, @Nullable Instant dateReleased) {
    static @Nullable ReleaseResponse from(Issue.@Nullable Release release) {
      return release == null
          ? null
          : new ReleaseResponse(
              release.version(),
              shortVersion(release.version()),
              release.createdAt(),
              release.releasedAt());
    }

    /** {@code 1.0.2} of {@code shop@1.0.2}; a commit's hash is cut. */
    private static String shortVersion(String version) {
      var text = version.substring(version.lastIndexOf('@') + 1);
      return text.length() == 40 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0)
          ? text.substring(0, 7)
          : text;
    }
  }

  /**
   * Builds the answer.
   *
   * @param link address of the organization's pages, such as {@code https://host/acme}
   */
  static IssueResponse from(
      Issue issue,
      Instant now,
      String link,
      Map<String, List<List<Long>>> stats,
      @Nullable String matchingEventId,
      @Nullable Integer userReportCount) {
    var project = issue.project();
    return new IssueResponse(
        Long.toString(issue.id()),
        Long.toString(issue.eventCount()),
        issue.type(),
        issue.level(),
        IssueStatus.of(issue.state().status()),
        issue.metadata(),
        new ProjectResponse(
            Long.toString(project.id()), project.platform(), project.slug(), project.name()),
        ShortId.format(project.slug(), issue.number()),
        0,
        stats,
        null,
        null,
        link + "/issues/" + issue.id(),
        Map.of(),
        null,
        issue.userCount(),
        matchingEventId,
        ReleaseResponse.from(issue.firstRelease()),
        ReleaseResponse.from(issue.lastRelease()),
        issue.firstSeen(),
        issue.lastSeen(),
        null,
        issue.title(),
        issue.culprit(),
        issue.isRegressed(now),
        issue.state().regressedAt(),
        issue.isNew(now),
        issue.unhandled(),
        issue.platform(),
        issue.state().resolvedAt(),
        PersonResponse.from(issue.state().resolvedBy()),
        userReportCount);
  }
}
