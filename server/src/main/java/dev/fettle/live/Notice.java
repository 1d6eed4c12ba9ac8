package dev.fettle.live;

import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import org.jspecify.annotations.Nullable;

/** Something the screens of an organization are told. Ids become texts on the wire. */
public sealed interface Notice {

  /** Whose screens are told. */
  OrganizationId organizationId();

  /** Notices of one key that wait together become one. */
  Object key();

  /** Whether a screen should rather miss others than this one. */
  boolean important();

  /** One notice that says what both say. */
  Notice with(Notice later);

  /** What happened to an issue, the less telling first. */
  enum Kind {
    UPDATED,
    STATUS,
    REGRESSED,
    NEW
  }

  /**
   * An issue is new, has new events, or its status was changed.
   *
   * @param status null when it is as it was
   */
  record IssueChanged(
      OrganizationId organizationId,
      ProjectId projectId,
      IssueId issueId,
      Kind kind,
      String title,
      String level,
      String shortId,
      @Nullable String status)
      implements Notice {

    @Override
    public Object key() {
      return issueId;
    }

    @Override
    public boolean important() {
      return kind != Kind.UPDATED;
    }

    @Override
    public Notice with(Notice later) {
      if (!(later instanceof IssueChanged newer)) {
        return later;
      }
      return new IssueChanged(
          organizationId,
          projectId,
          issueId,
          newer.kind.compareTo(kind) > 0 || newer.kind == Kind.STATUS ? newer.kind : kind,
          newer.title,
          newer.level,
          newer.shortId,
          newer.status == null ? status : newer.status);
    }
  }

  /** Requests of SDKs were counted, refused ones included. */
  record RequestCounted(
      OrganizationId organizationId,
      ProjectId projectId,
      String outcome,
      String category,
      String reason,
      long quantity)
      implements Notice {

    private record Key(ProjectId projectId, String outcome, String category, String reason) {}

    @Override
    public Object key() {
      return new Key(projectId, outcome, category, reason);
    }

    @Override
    public boolean important() {
      return false;
    }

    @Override
    public Notice with(Notice later) {
      long more = later instanceof RequestCounted counted ? counted.quantity : 0;
      return new RequestCounted(
          organizationId, projectId, outcome, category, reason, quantity + more);
    }
  }
}
