package dev.fettle.core.event;

import dev.fettle.core.Texts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The HTTP request an event happened in. Headers, query and cookies come as a text, an object or a
 * list of pairs and are kept as a list of {@code [name, value]}; headers are sorted by name, as
 * GlitchTip's API has them.
 */
final class Requests {
  private static final int MAX_URL = 4096;
  private static final int MAX_PAIRS = 500;

  /** What RFC 9110 calls a token: a method is shown, copied and searched as one. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private Requests() {}

  private static void dropUnlessToken(Scope request, @Nullable String method) {
    if (method != null && !TOKEN.matcher(method).matches()) {
      request.drop("method", StringNode.valueOf(method));
    }
  }

  /**
   * Normalises {@code event.request} into {@code out.request}; returns the URL without query, or
   * null.
   */
  static @Nullable String normalize(Scope event, ReceivedContext context, ObjectNode out) {
    Scope request = event.object("request");
    if (request == null) {
      return null;
    }
    request.dropNulls();
    String url = request.text("url", MAX_URL);
    dropUnlessToken(request, request.text("method", 64));
    request.text("fragment", 1024);
    request.text("api_target", 64);
    request.text("protocol", 64);
    request.text("inferred_content_type", 256);
    request.integer("body_size");
    request.object("env");
    if (request.get("query_string") == null && url != null && url.indexOf('?') >= 0) {
      request.node().put("query_string", query(url));
    }
    pairs(request, "query_string", "&");
    pairs(request, "cookies", ";");
    pairs(request, "headers", "\n");
    sort(request, "headers");
    if (context.scrubIp()) {
      RequestAddresses.anonymize(request.node());
    }
    if (!request.node().isEmpty()) {
      out.set("request", request.node());
    }
    return url == null ? null : withoutQuery(url);
  }

  private static String query(String url) {
    int fragment = url.indexOf('#');
    String withoutFragment = fragment < 0 ? url : url.substring(0, fragment);
    int query = withoutFragment.indexOf('?');
    return query < 0 ? "" : withoutFragment.substring(query + 1);
  }

  private static String withoutQuery(String url) {
    for (int index = 0; index < url.length(); index++) {
      char unit = url.charAt(index);
      if (unit == '?' || unit == '#') {
        return url.substring(0, index);
      }
    }
    return url;
  }

  private static void pairs(Scope request, String field, String separator) {
    JsonNode value = request.get(field);
    if (value == null) {
      return;
    }
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        add(pairs, entry.getKey(), entry.getValue());
      }
    } else if (value instanceof ArrayNode list) {
      for (JsonNode entry : list) {
        if (entry instanceof ArrayNode pair && pair.size() == 2 && pair.get(0).isValueNode()) {
          add(pairs, pair.get(0).asString(""), pair.get(1));
        } else {
          request.errors().invalid(request.path(field), entry);
        }
      }
    } else if (value.isString()) {
      split(pairs, value.stringValue(), separator);
    } else {
      request.drop(field, value);
      return;
    }
    if (pairs.isEmpty()) {
      request.node().remove(field);
    } else {
      request.node().set(field, pairs);
    }
  }

  /**
   * A list as value (repeated header or parameter) counts with its first element, as in GlitchTip.
   */
  private static void add(ArrayNode pairs, String name, JsonNode value) {
    JsonNode single = value instanceof ArrayNode list && !list.isEmpty() ? list.get(0) : value;
    if (pairs.size() < MAX_PAIRS) {
      String text =
          single.isNull() ? "" : single.isContainer() ? single.toString() : single.asString();
      pairs.addArray().add(Texts.cut(name, 512)).add(Texts.ellipsis(text, 8192));
    }
  }

  private static void split(ArrayNode pairs, String text, String separator) {
    String content = text.startsWith("?") ? text.substring(1) : text;
    boolean query = separator.equals("&");
    boolean headers = separator.equals("\n");
    int from = 0;
    while (from <= content.length() && pairs.size() < MAX_PAIRS) {
      int end = content.indexOf(separator, from);
      String part = content.substring(from, end < 0 ? content.length() : end).strip();
      from = end < 0 ? content.length() + 1 : end + 1;
      int equals = part.indexOf(headers ? ':' : '=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (!part.isEmpty()) {
        pairs
            .addArray()
            .add(Texts.cut(query ? decoded(name) : name, 512))
            .add(Texts.ellipsis(query ? decoded(value) : value, 8192));
      }
    }
  }

  private static String decoded(String raw) {
    if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
      return raw;
    }
    try {
      return Texts.clean(URLDecoder.decode(raw, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return raw;
    }
  }

  private static void sort(Scope request, String field) {
    if (!(request.get(field) instanceof ArrayNode pairs)) {
      return;
    }
    List<JsonNode> sorted = new ArrayList<>(pairs.size());
    pairs.forEach(sorted::add);
    sorted.sort(Comparator.comparing(pair -> pair.get(0).stringValue()));
    ArrayNode result = JsonNodeFactory.instance.arrayNode(sorted.size());
    result.addAll(sorted);
    request.node().set(field, result);
  }
}
