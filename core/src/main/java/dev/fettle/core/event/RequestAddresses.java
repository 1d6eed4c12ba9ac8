package dev.fettle.core.event;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Client addresses hidden in a request: {@code env.REMOTE_ADDR} and the headers that proxies add.
 * When addresses are scrubbed they are scrubbed here too; a header that holds something else than
 * addresses is emptied.
 */
final class RequestAddresses {
  private static final Set<String> HEADERS =
      Set.of(
          "x-forwarded-for",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "forwarded");

  private RequestAddresses() {}

  /** Anonymises in place; headers must already be a list of pairs. */
  static void anonymize(ObjectNode request) {
    if (request.get("env") instanceof ObjectNode env && env.get("REMOTE_ADDR") != null) {
      String network = network(env.get("REMOTE_ADDR").asString(""));
      env.put("REMOTE_ADDR", network == null ? "" : network);
    }
    if (request.get("headers") instanceof ArrayNode headers) {
      for (JsonNode header : headers) {
        if (header instanceof ArrayNode pair
            && HEADERS.contains(pair.get(0).asString().toLowerCase(Locale.ROOT))) {
          pair.set(1, networks(pair.get(1).asString()));
        }
      }
    }
  }

  private static String networks(String list) {
    StringBuilder networks = new StringBuilder();
    for (String address : list.split(",", 50)) {
      String network = network(address);
      if (network != null) {
        networks.append(networks.isEmpty() ? "" : ", ").append(network);
      }
    }
    return networks.toString();
  }

  private static @Nullable String network(String address) {
    return IpAddresses.anonymize(address);
  }
}
