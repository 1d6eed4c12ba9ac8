package dev.fettle.core.testing;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One recorded request of {@code fixtures/captures}.
 *
 * @param client folder, for instance {@code java-8.62.0}
 * @param number position in the recording, for instance {@code 01}
 * @param path request path
 * @param encoding content encoding, empty for none
 * @param body bytes as sent
 */
public record Capture(String client, String number, String path, String encoding, ByteSlice body) {

  /** All requests to {@code /envelope/}, {@code /store/} or a tunnel, in order. */
  public static List<Capture> ingest() {
    try (Stream<Path> files = Files.walk(Fixtures.directory("captures"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".meta.json"))
          .sorted()
          .map(Capture::read)
          .filter(capture -> capture.isEnvelope() || capture.isStore())
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError("fixtures/captures cannot be read", unreadable);
    }
  }

  public boolean isStore() {
    return path.endsWith("/store/");
  }

  public boolean isEnvelope() {
    return path.endsWith("/envelope/") || path.startsWith("/tunnel");
  }

  /** The body without its content encoding. */
  public ByteSlice decoded() {
    try (InputStream in = decoder(new ByteArrayInputStream(body.toByteArray()))) {
      return ByteSlice.of(in.readAllBytes());
    } catch (IOException broken) {
      throw new AssertionError(this + " cannot be decoded", broken);
    }
  }

  private InputStream decoder(InputStream raw) throws IOException {
    return switch (encoding) {
      case "" -> raw;
      case "gzip" -> new GZIPInputStream(raw);
      case "deflate" -> new InflaterInputStream(raw);
      default ->
          throw new AssertionError(
              this + " is encoded as " + encoding + ", which needs the server");
    };
  }

  private static Capture read(Path meta) {
    String name = meta.getFileName().toString();
    Path bodyFile = meta.resolveSibling(name.replace(".meta.json", ".body"));
    try {
      ObjectNode json =
          LenientJson.readObject(ByteSlice.of(Files.readAllBytes(meta)), JsonLimits.EVENT);
      return new Capture(
          meta.getName(meta.getNameCount() - 2).toString(),
          name.substring(0, name.indexOf('-')),
          json.get("path").stringValue(),
          header(json, "content-encoding"),
          ByteSlice.of(Files.readAllBytes(bodyFile)));
    } catch (IOException | MalformedPayloadException broken) {
      throw new AssertionError(meta + " cannot be read", broken);
    }
  }

  private static String header(ObjectNode meta, String name) {
    for (JsonNode header : meta.get("headers")) {
      if (header.get(0).stringValue().toLowerCase(Locale.ROOT).equals(name)) {
        return header.get(1).stringValue();
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return client + "/" + number;
  }
}
