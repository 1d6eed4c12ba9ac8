package dev.fettle.core.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user of an event. JavaScript puts own keys beside the known ones, Java under {@code data}:
 * they all end up in {@code data} (sdk-wire 8.1).
 *
 * <p>The address: {@code {{auto}}}, or {@code sdk.settings.infer_ip = "auto"} with no address
 * given, means the address the request came from. Nothing else is inferred, because an SDK that
 * does not ask for it was told not to.
 */
final class Users {
  private static final int MAX_TEXT = 255;
  private static final String AUTO = "{{auto}}";
  private static final Set<String> KNOWN =
      Set.of("id", "username", "email", "ip_address", "name", "data", "geo");

  private Users() {}

  /** Normalises {@code event.user} into {@code out.user}; null when nothing is known. */
  static @Nullable EventUser normalize(Scope event, ReceivedContext context, ObjectNode out) {
    boolean infer = infersAddress(event);
    if (event.get("user") == null && infer && context.clientIp() != null) {
      event.node().putObject("user");
    }
    Scope user = event.object("user");
    if (user == null) {
      return null;
    }
    user.dropNulls();
    moveOwnKeys(user);
    user.text("name", MAX_TEXT);
    user.object("geo");
    String address = address(user, context, infer);
    EventUser result =
        new EventUser(
            user.text("id", MAX_TEXT),
            user.text("username", MAX_TEXT),
            user.text("email", MAX_TEXT),
            address);
    if (user.node().isEmpty()) {
      return null;
    }
    out.set("user", user.node());
    return result;
  }

  private static boolean infersAddress(Scope event) {
    JsonNode sdk = event.get("sdk");
    JsonNode settings = sdk == null ? null : sdk.get("settings");
    JsonNode infer = settings == null ? null : settings.get("infer_ip");
    return infer != null && infer.isString() && infer.stringValue().equals("auto");
  }

  private static @Nullable String address(Scope user, ReceivedContext context, boolean infer) {
    String address = user.text("ip_address", 64);
    if (AUTO.equals(address) || (address == null && infer)) {
      address = context.clientIp();
    } else if (address != null && !IpAddresses.isAddress(address)) {
      user.errors().add(EventErrors.INVALID_DATA, user.path("ip_address"), address);
      address = null;
    }
    if (address != null && context.scrubIp()) {
      address = IpAddresses.anonymize(address);
    }
    if (address == null) {
      user.node().remove("ip_address");
    } else {
      user.node().put("ip_address", address);
    }
    return address;
  }

  private static void moveOwnKeys(Scope user) {
    List<String> own = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : user.node().properties()) {
      if (!KNOWN.contains(field.getKey())) {
        own.add(field.getKey());
      }
    }
    Scope data = user.object("data");
    if (own.isEmpty()) {
      return;
    }
    ObjectNode target = data == null ? user.node().putObject("data") : data.node();
    for (String key : own) {
      JsonNode value = user.node().remove(key);
      if (!target.has(key)) {
        target.set(key, value);
      }
    }
  }
}
