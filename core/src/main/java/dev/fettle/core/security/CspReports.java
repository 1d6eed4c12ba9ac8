package dev.fettle.core.security;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Violations of a content security policy. Both spellings become the classic one; GlitchTip's own
 * underscored names are understood too.
 */
final class CspReports {

  /** Names of the Reporting API, and GlitchTip's, with their classic ones. */
  private static final Map<String, String> CLASSIC_NAMES = new LinkedHashMap<>();

  static {
    CLASSIC_NAMES.put("documentURL", "document-uri");
    CLASSIC_NAMES.put("blockedURL", "blocked-uri");
    CLASSIC_NAMES.put("effectiveDirective", "effective-directive");
    CLASSIC_NAMES.put("violatedDirective", "violated-directive");
    CLASSIC_NAMES.put("originalPolicy", "original-policy");
    CLASSIC_NAMES.put("sourceFile", "source-file");
    CLASSIC_NAMES.put("lineNumber", "line-number");
    CLASSIC_NAMES.put("columnNumber", "column-number");
    CLASSIC_NAMES.put("statusCode", "status-code");
    CLASSIC_NAMES.put("sample", "script-sample");
    CLASSIC_NAMES.put("line_number", "line-number");
    CLASSIC_NAMES.put("column_number", "column-number");
  }

  private CspReports() {}

  /** Reads either spelling; false when it names no directive and so says nothing. */
  static boolean classic(ObjectNode report, ReportEvent event) {
    ObjectNode csp = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : report.properties()) {
      if (!field.getValue().isNull() && !field.getValue().isContainer()) {
        csp.set(CLASSIC_NAMES.getOrDefault(field.getKey(), field.getKey()), field.getValue());
      }
    }
    String directive =
        ReportEvent.text(
            csp, "effective-directive", ReportEvent.text(csp, "violated-directive", ""));
    if (directive.isEmpty()) {
      return false;
    }
    String name = directive.split("\\s", 2)[0];
    csp.put("effective-directive", name);
    event
        .kind("csp")
        .section("csp", csp)
        .page(ReportEvent.text(csp, "document-uri"))
        .referrer(ReportEvent.text(csp, "referrer"))
        .tag("effective-directive", name)
        .tag("disposition", ReportEvent.text(csp, "disposition"));
    return true;
  }
}
