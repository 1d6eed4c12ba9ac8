package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contexts that the {@code User-Agent} among the request's headers tells of: browser, os, device,
 * each only where the SDK sent none (GlitchTip's behaviour, section 1.4).
 */
final class AgentContexts {
  private static final int LONGEST_HEADER = 1024;

  private AgentContexts() {}

  /** Adds to {@code contexts}; {@code request} must be normalised already. */
  static void add(ObjectNode out, UserAgents reader) {
    String header = header(out.path("request").path("headers"));
    if (header == null || header.length() > LONGEST_HEADER) {
      return;
    }
    ObjectNode contexts = out.withObjectProperty("contexts");
    UserAgents.Agent agent = reader.read(header);
    named(contexts, "browser", agent.browser(), agent.browserVersion());
    named(contexts, "os", agent.os(), agent.osVersion());
    device(contexts, agent);
    if (contexts.isEmpty()) {
      out.remove("contexts");
    }
  }

  private static @Nullable String header(JsonNode headers) {
    for (JsonNode pair : headers) {
      if ("user-agent".equalsIgnoreCase(pair.path(0).asString(""))) {
        return pair.path(1).asString("");
      }
    }
    return null;
  }

  private static void named(
      ObjectNode contexts, String key, @Nullable String name, @Nullable String version) {
    if (name == null || contexts.has(key)) {
      return;
    }
    ObjectNode context = contexts.putObject(key).put("name", name);
    if (version != null) {
      context.put("version", version);
    }
    context.put("type", key);
  }

  private static void device(ObjectNode contexts, UserAgents.Agent agent) {
    if (agent.device() == null || contexts.has("device")) {
      return;
    }
    contexts
        .putObject("device")
        .put("model", agent.device())
        .put("family", agent.device())
        .put("type", "device");
  }
}
