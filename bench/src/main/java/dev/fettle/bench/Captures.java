package dev.fettle.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The recorded error events of three SDKs that the load is made of. */
final class Captures {

  private static final List<String> CHOSEN =
      List.of(
          "node-11.12.0/02-errors-event",
          "python-1.9.10/20-flask-store",
          "java-8.62.0/01-errors-event",
          "node-11.12.0/57-express-event",
          "python-1.9.10/05-errors-store",
          "java-8.62.0/12-threads-event",
          "node-11.12.0/15-errors-event",
          "python-1.9.10/09-errors-store",
          "java-8.62.0/13-uncaught-event",
          "node-11.12.0/22-uncaught-event",
          "python-1.9.10/11-uncaught-store",
          "java-8.62.0/11-errors-event");
  private static final int GZIP_MAGIC = 0x1F;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Captures() {}

  /** The event payloads, in an order that alternates between the platforms. */
  static List<ObjectNode> events(Path captures) {
    var events = new ArrayList<ObjectNode>();
    for (var name : CHOSEN) {
      try {
        var event = event(decode(Files.readAllBytes(captures.resolve(name + ".body"))));
        if (event != null) {
          events.add(event);
        }
      } catch (IOException | JacksonException e) {
        throw new BenchException("cannot read the capture %s in %s".formatted(name, captures), e);
      }
    }
    if (events.size() != CHOSEN.size()) {
      throw new BenchException(
          "only %d of the %d captures in %s hold an exception with frames"
              .formatted(events.size(), CHOSEN.size(), captures));
    }
    return events;
  }

  private static byte[] decode(byte[] body) throws IOException {
    if (body.length == 0 || body[0] != GZIP_MAGIC) {
      return body;
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  /** The body itself (store) or the first item that holds an exception (envelope). */
  private static @Nullable ObjectNode event(byte[] body) {
    int start = 0;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      JsonNode line = JSON.readTree(body, start, end - start);
      if (line instanceof ObjectNode event
          && !event.path("exception").path("values").path(0).path("stacktrace").isMissingNode()) {
        return event;
      }
      start = end + 1;
    }
    return null;
  }
}
