package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a crash reporter posts beside the dump: the event as far as the program described it, and
 * files.
 *
 * <p>The program's words come as {@code sentry} (JSON, or cut into {@code sentry__1}, {@code
 * sentry__2}, … because crashpad's annotations are short), as {@code sentry__initialScope} (JSON,
 * Electron), and as single fields {@code sentry[tags][a]}, which win over the others. Every other
 * field is kept in {@code extra}.
 *
 * @param event in the shape that clients send
 * @param files everything that is a file and not the dump
 */
public record CrashUpload(ObjectNode event, List<MultipartForm.Part> files) {

  /** The field that holds the dump. */
  public static final String DUMP_FIELD = "upload_file_minidump";

  private static final int MAX_EXTRA_FIELDS = 100;
  private static final int MAX_FIELD_BYTES = 16 * 1024;
  private static final int MAX_JSON_BYTES = 1024 * 1024;
  private static final int MAX_DEPTH = 8;

  public CrashUpload {
    files = List.copyOf(files);
  }

  /** Sorts the fields of a form. What is no JSON where JSON belongs is ignored. */
  public static CrashUpload of(MultipartForm form) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    List<MultipartForm.Part> files = new ArrayList<>();
    List<MultipartForm.Part> single = new ArrayList<>();
    Map<Integer, String> pieces = new TreeMap<>();
    for (MultipartForm.Part part : form.parts()) {
      String name = part.name();
      if (name.equals("sentry")) {
        merge(event, json(part.content()), 0);
      } else if (name.equals("sentry__initialScope")) {
        merge(event, json(part.content()), 0);
      } else if (name.startsWith("sentry__")) {
        piece(name, part, pieces);
      } else if (name.startsWith("sentry[")) {
        single.add(part);
      } else if (part.isFile()) {
        if (!name.equals(DUMP_FIELD)) {
          files.add(part);
        }
      } else if (extra.size() < MAX_EXTRA_FIELDS) {
        extra.put(name, text(part));
      }
    }
    if (!pieces.isEmpty()) {
      merge(event, json(ByteSlice.of(String.join("", pieces.values()))), 0);
    }
    single.forEach(part -> set(event, part));
    if (!extra.isEmpty()) {
      merge(event, JsonNodeFactory.instance.objectNode().set("extra", extra), 0);
    }
    return new CrashUpload(event, files);
  }

  private static ObjectNode json(ByteSlice text) {
    ByteSlice bounded = text.slice(0, Math.min(text.length(), MAX_JSON_BYTES));
    try {
      return LenientJson.readObject(bounded, JsonLimits.EVENT);
    } catch (MalformedPayloadException notJson) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private static void piece(String name, MultipartForm.Part part, Map<Integer, String> pieces) {
    String number = name.substring("sentry__".length());
    if (number.matches("\\d{1,3}")) {
      pieces.put(Integer.valueOf(number), text(part));
    }
  }

  /** {@code sentry[tags][a]=b}: the words in brackets are the way to the value. */
  private static void set(ObjectNode event, MultipartForm.Part part) {
    String name = part.name();
    if (!name.endsWith("]")) {
      return;
    }
    String[] way = name.substring("sentry[".length(), name.length() - 1).split("]\\[", -1);
    if (way.length > MAX_DEPTH) {
      return;
    }
    ObjectNode place = event;
    for (int step = 0; step < way.length - 1; step++) {
      place =
          place.get(way[step]) instanceof ObjectNode object ? object : place.putObject(way[step]);
    }
    place.put(way[way.length - 1], text(part));
  }

  private static String text(MultipartForm.Part part) {
    ByteSlice content = part.content();
    return Texts.clean(content.slice(0, Math.min(content.length(), MAX_FIELD_BYTES)).utf8());
  }

  private static void merge(ObjectNode into, ObjectNode from, int depth) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (depth < MAX_DEPTH
          && field.getValue() instanceof ObjectNode object
          && into.get(field.getKey()) instanceof ObjectNode present) {
        merge(present, object, depth + 1);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }
}
