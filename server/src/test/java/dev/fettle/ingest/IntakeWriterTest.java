package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.projects.ProjectKey;
import dev.fettle.protection.Protection;
import dev.fettle.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What reaches the disk first. */
class IntakeWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private final Captured log = new Captured();
  private final IntakeWriter writer =
      new IntakeWriter(log, TestServer.shared().bean(Protection.class), () -> NOW);

  private String write(IntakeRecord.Kind kind, boolean scrubIp, String... texts) throws Exception {
    var key =
        new ProjectKey(
            1,
            new ProjectId(1),
            new OrganizationId(1),
            new UUID(0, 1),
            true,
            true,
            scrubIp,
            0,
            null);
    var body = java.util.Arrays.stream(texts).map(ByteSlice::of).toList();
    var record =
        writer.prepare(
            new IntakeWriter.Accepted(kind, new UUID(1, 2), body),
            key,
            new Client("203.0.113.77", "agent/1", null),
            bytes -> {});
    writer.append(key, record);
    return log.bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void an_event_has_no_secret_any_more() throws Exception {
    var written = write(IntakeRecord.Kind.STORE, true, "{\"extra\":{\"password\":\"hunter2\"}}");

    assertThat(written).endsWith("{\"extra\":{\"password\":\"[Filtered]\"}}");
    assertThat(written).contains("203.0.113.0").doesNotContain("203.0.113.77");
  }

  @Test
  void an_envelope_in_pieces_has_none_in_any_item_and_keeps_its_files() throws Exception {
    var written =
        write(
            IntakeRecord.Kind.ENVELOPE,
            false,
            "{}\n{\"type\":\"log\",\"length\":21}\n{\"pass",
            "word\":\"hunter2\"}\n{\"type\":\"attachment\"}\n{\"password\":\"a file\"}\n");

    assertThat(written)
        .endsWith(
            """
            {}
            {"type":"log","length":24}
            {"password":"[Filtered]"}
            {"type":"attachment"}
            {"password":"a file"}
            """);
    assertThat(written).contains("203.0.113.77");
  }

  /** Keeps what was appended. */
  private static final class Captured implements IntakeLog {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public Append append(long projectId, List<ByteSlice> record) {
      record.forEach(part -> bytes.writeBytes(part.toByteArray()));
      return new Append.Durable(bytes.size());
    }

    @Override
    public Subscription subscribe(Readers readers) {
      return () -> {};
    }

    @Override
    public void close() {}
  }
}
