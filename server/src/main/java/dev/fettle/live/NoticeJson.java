package dev.fettle.live;

import dev.fettle.core.LenientJson;
import dev.fettle.core.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one place where notices become JSON: what {@code NOTIFY} carries and what a screen reads. */
final class NoticeJson {

  /** PostgreSQL takes payloads below 8,000 bytes. */
  private static final int LONGEST_BYTES = 7_900;

  private NoticeJson() {}

  /**
   * One payload of an organization's notices, important ones first; those it has no room for are
   * left out.
   */
  static String payload(OrganizationId organizationId, Collection<Notice> notices) {
    var sorted = new ArrayList<>(notices);
    sorted.sort(Comparator.comparing(notice -> !notice.important()));
    var text =
        new StringBuilder("{\"organizationId\":").append(organizationId).append(",\"notices\":[");
    int bytes = text.length() + 2;
    String comma = "";
    for (var notice : sorted) {
      var json = LenientJson.write(object(notice));
      if (bytes + json.length + 1 <= LONGEST_BYTES) {
        bytes += json.length + 1;
        text.append(comma).append(new String(json, StandardCharsets.UTF_8));
        comma = ",";
      }
    }
    return text.append("]}").toString();
  }

  private static ObjectNode object(Notice notice) {
    var json = JsonNodeFactory.instance.objectNode();
    switch (notice) {
      case Notice.IssueChanged issue -> {
        json.put("type", "issue");
        json.put("projectId", issue.projectId().toString());
        json.put("issueId", issue.issueId().toString());
        json.put("kind", issue.kind().name().toLowerCase(Locale.ROOT));
        json.put("title", issue.title());
        json.put("level", issue.level());
        json.put("shortId", issue.shortId());
        if (issue.status() != null) {
          json.put("status", issue.status());
        }
      }
      case Notice.RequestCounted request -> {
        json.put("type", "request");
        json.put("projectId", request.projectId().toString());
        json.put("outcome", request.outcome());
        json.put("category", request.category());
        json.put("reason", request.reason());
        json.put("quantity", request.quantity());
      }
    }
    return json;
  }
}
