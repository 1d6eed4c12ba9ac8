package dev.fettle.core.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tags that follow from other fields of the event: what GlitchTip derives (browser, browser.name,
 * os.name, device, user.id, user.email, user.username, environment, release, server_name) and what
 * people filter by besides (level, os, runtime, runtime.name, url, transaction, handled,
 * mechanism). Browser, os and device come from {@code contexts}, where {@link AgentContexts} has
 * put what the SDK did not.
 */
final class DerivedTags {
  private DerivedTags() {}

  static void add(Tags tags, EventDraft draft) {
    JsonNode contexts = draft.out.get("contexts");
    if (contexts != null) {
      versioned(tags, "browser", contexts.get("browser"));
      versioned(tags, "os", contexts.get("os"));
      versioned(tags, "runtime", contexts.get("runtime"));
      tags.hint("device", text(contexts.get("device"), "model"));
    }
    EventUser user = draft.user;
    if (user != null) {
      tags.fact("user.id", user.id());
      tags.fact("user.email", user.email());
      tags.fact("user.username", user.username());
    }
    tags.fact("environment", draft.environment);
    tags.fact("release", draft.release);
    tags.fact("server_name", draft.serverName);
    tags.fact("level", draft.level.wireName());
    tags.hint("transaction", draft.transaction);
    tags.hint("url", draft.requestUrl);
    handling(tags, draft.exceptions);
  }

  /** {@code os.name} = "Linux", {@code os} = "Linux 6.18". */
  private static void versioned(Tags tags, String key, @Nullable JsonNode context) {
    String name = text(context, "name");
    if (name == null) {
      return;
    }
    String version = text(context, "version");
    tags.hint(key + ".name", name);
    tags.hint(key, version == null ? name : name.strip() + " " + version);
  }

  private static void handling(Tags tags, List<ExceptionValue> exceptions) {
    if (exceptions.isEmpty()) {
      return;
    }
    tags.hint("mechanism", exceptions.getLast().mechanism().type());
    Boolean handled = null;
    for (ExceptionValue exception : exceptions) {
      Boolean own = exception.mechanism().handled();
      if (own != null && !Boolean.FALSE.equals(handled)) {
        handled = own;
      }
    }
    if (handled != null) {
      tags.hint("handled", handled ? "yes" : "no");
    }
  }

  private static @Nullable String text(@Nullable JsonNode context, String field) {
    if (!(context instanceof ObjectNode object)) {
      return null;
    }
    JsonNode value = object.get(field);
    return value == null || value.isContainer() || value.isNull() || value.asString().isBlank()
        ? null
        : value.asString();
  }
}
