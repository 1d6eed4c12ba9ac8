package dev.fettle.core.security;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One report of the Reporting API. An unknown type is kept under its own name. */
final class ReportingApi {

  private ReportingApi() {}

  static boolean read(ObjectNode report, ObjectNode body, ReportEvent event) {
    String type = ReportEvent.text(report, "type");
    if (type == null) {
      return false;
    }
    String url = ReportEvent.text(report, "url");
    event
        .kind(type)
        .page(url)
        .age(report.path("age").asLong(0))
        .userAgent(ReportEvent.text(report, "user_agent"));
    return switch (type) {
      case "csp-violation" -> CspReports.classic(body, event);
      case "network-error" -> networkError(body, url, event);
      case "deprecation" -> notice("Deprecated", type, body, event);
      case "intervention" -> notice("Intervention", type, body, event);
      case "permissions-policy-violation", "potential-permissions-policy-violation" ->
          policy("Permissions policy", type, body, event);
      case "document-policy-violation" -> policy("Document policy", type, body, event);
      default -> other(type, url, body, event);
    };
  }

  /** Network Error Logging: the address is the resource that could not be had. */
  private static boolean networkError(ObjectNode body, @Nullable String url, ReportEvent event) {
    String error = ReportEvent.text(body, "type", "unknown");
    String host = ReportEvent.host(url);
    event
        .level(error.equals("ok") ? "info" : "error")
        .message(
            "Network error %s at %s".formatted(error, host.isEmpty() ? "an unknown host" : host),
            "network-error",
            error,
            host)
        .referrer(ReportEvent.text(body, "referrer"))
        .section("extra", body)
        .tag("network_error.type", error)
        .tag("network_error.phase", ReportEvent.text(body, "phase"))
        .tag("network_error.protocol", ReportEvent.text(body, "protocol"))
        .tag("network_error.status_code", ReportEvent.text(body, "status_code"));
    return true;
  }

  private static boolean notice(String title, String type, ObjectNode body, ReportEvent event) {
    String id = ReportEvent.text(body, "id", "");
    String message = ReportEvent.text(body, "message", id.isEmpty() ? "no details" : id);
    event
        .level("warning")
        .message(title + ": " + message, type, id.isEmpty() ? message : id)
        .section("extra", body)
        .tag("report.id", id);
    return true;
  }

  private static boolean policy(String title, String type, ObjectNode body, ReportEvent event) {
    String id =
        ReportEvent.text(body, "policyId", ReportEvent.text(body, "featureId", "unknown feature"));
    String disposition = ReportEvent.text(body, "disposition", "");
    event
        .level(disposition.startsWith("report") ? "warning" : "error")
        .message("%s: '%s' is not allowed".formatted(title, id), type, id)
        .section("extra", body)
        .tag("report.id", id)
        .tag("disposition", disposition);
    return true;
  }

  private static boolean other(
      String type, @Nullable String url, ObjectNode body, ReportEvent event) {
    String what = "";
    for (String field : new String[] {"message", "reason", "blockedURL", "type", "id"}) {
      what = what.isEmpty() ? ReportEvent.text(body, field, "") : what;
    }
    String host = ReportEvent.host(url);
    event
        .message(
            "Browser report %s: %s".formatted(type, what.isEmpty() ? host : what),
            type,
            what.isEmpty() ? host : what)
        .section("extra", body)
        .tag("disposition", ReportEvent.text(body, "disposition"));
    return true;
  }
}
