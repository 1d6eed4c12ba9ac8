package dev.fettle.core;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a container item holds (spans, logs, metrics; sdk-wire 8.3 and 8.6); an object without
 * {@code items} is an entry itself.
 *
 * @param objects the entries that are objects
 * @param broken how many are not
 * @param cut whether entries may be missing because the container is larger than what is read
 */
public record Entries(List<JsonFields> objects, int broken, boolean cut) {

  /**
   * Thirty values for each of as many entries as a container may have; a tree of that size takes
   * some fifteen megabytes.
   */
  private static final JsonLimits LIMITS = new JsonLimits(16, 64 * 1024, 150_000);

  public Entries {
    objects = List.copyOf(objects);
  }

  /** Reads a payload; throws when it is no JSON object and no list. */
  public static Entries read(ByteSlice payload) throws MalformedPayloadException {
    var document = LenientJson.read(payload, LIMITS);
    boolean cut = !document.cuts().isEmpty();
    if (document.root() instanceof ObjectNode object) {
      return object.get("items") instanceof ArrayNode items
          ? of(items, cut)
          : new Entries(List.of(new JsonFields(object)), 0, cut);
    }
    if (document.root() instanceof ArrayNode items) {
      return of(items, cut);
    }
    throw new MalformedPayloadException("expected a container of entries but found a single value");
  }

  private static Entries of(ArrayNode items, boolean cut) {
    var objects = new ArrayList<JsonFields>(items.size());
    for (JsonNode item : items) {
      if (item instanceof ObjectNode object) {
        objects.add(new JsonFields(object));
      }
    }
    return new Entries(objects, items.size() - objects.size(), cut);
  }
}
