package dev.fettle.core.security;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recognises a body of reports by its shape, never by its content type (browsers disagree on it):
 *
 * <ul>
 *   <li>{@code {"csp-report": {…}}}, with whatever WebKit puts beside it
 *   <li>{@code [{"type", "age", "url", "user_agent", "body"}, …]} or one such object: the Reporting
 *       API, with network errors (NEL) among its types
 *   <li>{@code {"expect-ct-report": {…}}}, {@code {"expect-staple-report": {…}}}
 *   <li>{@code {"known-pins": […], "hostname", …}}: public key pinning (RFC 7469, section 3)
 * </ul>
 *
 * <p>Only reports of a content security policy become events of type {@code csp}; the others are
 * messages with a fingerprint that says which kind of problem they are, never on which page.
 */
public final class SecurityReports {

  /** Reports of one body that are read; browsers send up to five. */
  public static final int MAX_REPORTS = 100;

  private SecurityReports() {}

  /**
   * The id of one of several reports. They bring none: without one each they would count as one
   * event sent again.
   *
   * @param number of the report in its body, from 0
   */
  public static String id(UUID first, int number) {
    return HexUuid.format(
        new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + number));
  }

  /**
   * One event for each report of the body, in its order.
   *
   * @throws MalformedPayloadException when the body is no JSON, or no report in it has a known
   *     shape
   */
  public static List<ObjectNode> events(ByteSlice body, ReportSource source)
      throws MalformedPayloadException {
    JsonNode root = LenientJson.read(body, JsonLimits.SMALL).root();
    List<ObjectNode> events = new ArrayList<>();
    if (root instanceof ArrayNode reports) {
      for (JsonNode report : reports) {
        if (report instanceof ObjectNode object && events.size() < MAX_REPORTS) {
          add(object, source, events);
        }
      }
    } else if (root instanceof ObjectNode object) {
      add(object, source, events);
    }
    if (events.isEmpty()) {
      throw new MalformedPayloadException(
          "no report of a known kind: expected csp-report, a Reporting API report with type and"
              + " body, expect-ct-report, expect-staple-report or known-pins");
    }
    return events;
  }

  private static void add(ObjectNode report, ReportSource source, List<ObjectNode> events) {
    ReportEvent event = new ReportEvent(source);
    boolean known =
        report.get("csp-report") instanceof ObjectNode classic
            ? CspReports.classic(classic, event)
            : report.get("body") instanceof ObjectNode body
                ? ReportingApi.read(report, body, event)
                : CertificateReports.read(report, event);
    if (known) {
      events.add(event.finish());
    }
  }
}
