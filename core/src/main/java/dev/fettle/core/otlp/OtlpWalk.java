package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The way to the entries, the same for both signals: resource, scope, entry. A resource's
 * attributes are those of all its entries.
 */
final class OtlpWalk {

  /** Names on the way in JSON; some exporters still write snake case. */
  static final List<List<String>> TRACES =
      List.of(
          List.of("resourceSpans", "resource_spans"),
          List.of("scopeSpans", "scope_spans"),
          List.of("spans"));

  static final List<List<String>> LOGS =
      List.of(
          List.of("resourceLogs", "resource_logs"),
          List.of("scopeLogs", "scope_logs"),
          List.of("logRecords", "log_records"));

  /** As many values as usual entries have in the largest body; some twenty megabytes as a tree. */
  private static final JsonLimits LIMITS = new JsonLimits(32, 64 * 1024, 200_000);

  /** Takes one entry with the attributes of its resource and its scope. */
  interface Entries<T> {
    void take(T entry, OtlpAttributes resource)
        throws MalformedPayloadException, TooManyEntriesException;
  }

  private OtlpWalk() {}

  static void protobuf(ByteSlice body, Entries<Proto> entries)
      throws MalformedPayloadException, TooManyEntriesException {
    Proto request = new Proto(body);
    while (request.next()) {
      if (request.field() == 1) {
        ofResource(request.bytes(), entries);
      }
    }
  }

  /** The resource may stand behind its entries, so it is looked for first. */
  private static void ofResource(ByteSlice bytes, Entries<Proto> entries)
      throws MalformedPayloadException, TooManyEntriesException {
    OtlpAttributes attributes = new OtlpAttributes();
    Proto resource = new Proto(bytes);
    while (resource.next()) {
      if (resource.field() == 1) {
        addAll(resource.message(), 1, attributes);
      }
    }
    Proto scopes = new Proto(bytes);
    while (scopes.next()) {
      if (scopes.field() == 2) {
        ofScope(scopes.bytes(), attributes, entries);
      }
    }
  }

  /** A scope without entries is passed over: there can be a million of them in a request. */
  private static void ofScope(ByteSlice bytes, OtlpAttributes resource, Entries<Proto> entries)
      throws MalformedPayloadException, TooManyEntriesException {
    if (!hasEntries(bytes)) {
      return;
    }
    OtlpAttributes attributes = OtlpAttributes.over(resource);
    Proto scope = new Proto(bytes);
    while (scope.next()) {
      if (scope.field() == 1) {
        Proto inner = scope.message();
        while (inner.next()) {
          switch (inner.field()) {
            case 1 -> attributes.put("otel.scope.name", inner.text());
            case 3 -> attributes.read(inner.message());
            default -> {}
          }
        }
      }
    }
    Proto all = new Proto(bytes);
    while (all.next()) {
      if (all.field() == 2) {
        entries.take(all.message(), attributes);
      }
    }
  }

  private static boolean hasEntries(ByteSlice scope) throws MalformedPayloadException {
    Proto field = new Proto(scope);
    while (field.next()) {
      if (field.field() == 2) {
        return true;
      }
    }
    return false;
  }

  private static void addAll(Proto message, int field, OtlpAttributes attributes)
      throws MalformedPayloadException {
    while (message.next()) {
      if (message.field() == field) {
        attributes.read(message.message());
      }
    }
  }

  static void json(ByteSlice body, List<List<String>> names, Entries<JsonNode> entries)
      throws MalformedPayloadException, TooManyEntriesException {
    LenientJson.Document document = LenientJson.read(body, LIMITS);
    if (!document.root().isObject()) {
      throw new MalformedPayloadException("no OTLP request: expected a JSON object");
    }
    boolean cut =
        document.cuts().stream().anyMatch(part -> part.reason().startsWith("document has more"));
    if (cut) {
      throw new TooManyEntriesException();
    }
    for (JsonNode ofResource : child(document.root(), names.get(0))) {
      OtlpAttributes resource = new OtlpAttributes();
      resource.read(ofResource.path("resource").get("attributes"));
      for (JsonNode ofScope : child(ofResource, names.get(1))) {
        if (child(ofScope, names.get(2)).isEmpty()) {
          continue;
        }
        OtlpAttributes scope = OtlpAttributes.over(resource);
        scope.put("otel.scope.name", ofScope.path("scope").path("name").asString(""));
        scope.read(ofScope.path("scope").get("attributes"));
        for (JsonNode entry : child(ofScope, names.get(2))) {
          entries.take(entry, scope);
        }
      }
    }
  }

  private static JsonNode child(JsonNode parent, List<String> names) {
    for (String name : names) {
      if (parent.has(name)) {
        return parent.path(name);
      }
    }
    return parent.path(names.getFirst());
  }
}
