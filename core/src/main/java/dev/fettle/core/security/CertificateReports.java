package dev.fettle.core.security;

import tools.jackson.databind.node.ObjectNode;

/**
 * Reports about certificates: Expect-CT (RFC 9163), Expect-Staple and public key pins (RFC 7469).
 * No current browser sends them; proxies and old ones do.
 */
final class CertificateReports {

  private CertificateReports() {}

  static boolean read(ObjectNode report, ReportEvent event) {
    if (report.get("expect-ct-report") instanceof ObjectNode transparency) {
      String host = host(transparency);
      return describe(
          transparency,
          event,
          "expect-ct",
          "Certificate of %s is not publicly logged".formatted(host),
          host,
          "");
    }
    if (report.get("expect-staple-report") instanceof ObjectNode staple) {
      String host = host(staple);
      String status = ReportEvent.text(staple, "response-status", "MISSING");
      return describe(
          staple,
          event,
          "expect-staple",
          "OCSP response of %s is %s".formatted(host, status),
          host,
          status);
    }
    if (report.path("known-pins").isArray() && ReportEvent.text(report, "hostname") != null) {
      String host = host(report);
      return describe(
          report,
          event,
          "hpkp",
          "Public key of %s matches none of its pins".formatted(host),
          host,
          "");
    }
    return false;
  }

  private static String host(ObjectNode report) {
    return ReportEvent.text(report, "hostname", "an unknown host");
  }

  private static boolean describe(
      ObjectNode report,
      ReportEvent event,
      String kind,
      String message,
      String host,
      String detail) {
    String port = ReportEvent.text(report, "port", "443");
    event
        .kind(kind)
        .message(message, kind, host, detail)
        .at(ReportEvent.text(report, "date-time"))
        .page("https://" + host + (port.equals("443") ? "/" : ":" + port + "/"))
        .section("extra", report)
        .tag("hostname", host);
    return true;
  }
}
