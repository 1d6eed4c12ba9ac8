package dev.fettle.ingest;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.security.ReportSource;
import dev.fettle.core.security.SecurityReports;
import dev.fettle.items.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /api/N/security/}: what browsers report by themselves. Each report of the body
 * becomes one {@code security} item, an event. Answers 201 without a body, as GlitchTip does.
 */
final class SecurityDoor implements Door {

  private static final int MOST_BYTES = 512 * 1024;

  @Override
  public Endpoint endpoint() {
    return Endpoint.SECURITY;
  }

  @Override
  public @Nullable Target target(Address address) {
    return address.rest().equals("security") ? Target.of(this, address.projectId()) : null;
  }

  @Override
  public int bodyBytes(IngestLimits limits) {
    return MOST_BYTES;
  }

  @Override
  public Delivery open(Visit visit) {
    var query = visit.query();
    var source =
        new ReportSource(
            query.get("sentry_release"),
            query.get("sentry_environment"),
            visit.userAgent(),
            visit.received());
    try {
      var envelope = new EnvelopeWriter(visit.freshId());
      int number = 0;
      for (ObjectNode event : SecurityReports.events(visit.body(), source)) {
        envelope.item(
            ItemType.SECURITY,
            event.put("event_id", SecurityReports.id(visit.freshId(), number++)));
      }
      return new Delivery.Items(visit.freshId(), envelope.parts(), Answer.empty(201));
    } catch (MalformedPayloadException e) {
      return new Delivery.Refused(
          Reason.INVALID_SECURITY_REPORT,
          Answer.fault(422, "Invalid security report", String.valueOf(e.getMessage())));
    }
  }
}
