package dev.fettle.platform.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How JSON looks: camelCase as the records say, times in UTC with milliseconds and {@code Z}
 * ({@code 2026-11-23T17:15:22.651Z}), nulls written, unknown fields ignored.
 */
final class WireFormat {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int MAX_DEPTH = 100;

  /** Names, values and brackets: a tree of some megabytes at worst. */
  private static final int MAX_TOKENS = 50_000;

  private WireFormat() {}

  static void apply(JsonMapper.Builder builder) {
    builder.addModule(
        new SimpleModule("fettle")
            .addSerializer(
                Instant.class,
                new ValueSerializer<>() {
                  @Override
                  public void serialize(
                      Instant time, JsonGenerator generator, SerializationContext context) {
                    generator.writeString(text(time));
                  }
                }));
  }

  /** Bounds on what a body may do to us. */
  static void limit(JsonFactoryBuilder factory) {
    factory.streamReadConstraints(
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(100)
            .maxTokenCount(MAX_TOKENS)
            .build());
  }

  static String text(Instant time) {
    return TIME.format(time);
  }
}
