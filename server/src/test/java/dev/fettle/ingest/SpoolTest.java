package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.platform.work.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are too large for memory. */
class SpoolTest {

  private static final int MIB = 1 << 20;
  private static final int LIMIT = 20 * MIB;

  @TempDir Path folder = Path.of("");

  private final MemoryBudget memory = new MemoryBudget(32L * MIB);

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static Body read(Body body, byte[] sent) throws IOException, InterruptedException {
    body.readAll(new ByteArrayInputStream(sent), sent.length, LIMIT, () -> sent.length);
    return body;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static byte[] joined(List<ByteSlice> parts) {
    var out = new ByteArrayOutputStream();
    parts.forEach(part -> out.write(part.array(), part.offset(), part.length()));
    return out.toByteArray();
  }

  @Test
  void a_large_body_holds_a_block_of_memory_and_comes_back_whole() throws Exception {
    var sent = bytes(15 * MIB + 7);
    try (var body = new Body(memory.claim(), new Spool(folder, 64L * MIB, 0))) {
      read(body, sent);

      assertThat(body.length()).isEqualTo(sent.length);
      assertThat(memory.free()).isGreaterThan(31L * MIB);
      assertThat(body.stream().readAllBytes()).isEqualTo(sent);
      assertThat(memory.free()).as("reading again takes no memory").isGreaterThan(31L * MIB);
      assertThat(body.start(100).toByteArray()).isEqualTo(java.util.Arrays.copyOf(sent, 100));
      assertThat(joined(body.parts())).isEqualTo(sent);
      assertThat(body.start(sent.length).toByteArray()).isEqualTo(sent);
    }
    assertThat(memory.free()).isEqualTo(32L * MIB);
    assertThat(files()).isZero();
  }

  @Test
  void a_body_that_is_not_large_goes_to_disk_when_memory_is_short() throws Exception {
    var spool = new Spool(folder, 64L * MIB, 0);
    var others = memory.claim();
    try (var body = new Body(memory.claim(), spool)) {
      assertThat(others.take(24 * MIB)).isTrue();

      read(body, bytes(200_000));

      assertThat(memory.free()).as("one block is left in memory").isEqualTo(8L * MIB - 16 * 1024);
      others.close();
      assertThat(joined(body.parts())).isEqualTo(bytes(200_000));
    }
    assertThat(files()).isZero();
  }

  @Test
  void a_body_too_large_leaves_nothing() throws Exception {
    try (var body = new Body(memory.claim(), new Spool(folder, 64L * MIB, 0))) {
      assertThatThrownBy(() -> read(body, bytes(LIMIT + 1)))
          .isInstanceOfSatisfying(
              BodyRefusedException.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(BodyRefusedException.Reason.TOO_LARGE));
    }
    assertThat(files()).isZero();
    assertThat(memory.free()).isEqualTo(32L * MIB);
  }

  @Test
  void a_disk_that_takes_nothing_is_told_apart_from_a_bad_body() throws Exception {
    var gone = Files.createDirectory(folder.resolve("gone"));
    var spool = new Spool(gone, 64L * MIB, 0);
    Files.delete(gone);
    try (var body = new Body(memory.claim(), spool)) {
      assertThatThrownBy(() -> read(body, bytes(2 * MIB)))
          .isInstanceOfSatisfying(
              BodyRefusedException.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(BodyRefusedException.Reason.NO_DISK));
    }
  }

  @Test
  void what_a_killed_process_left_is_deleted() throws Exception {
    Files.writeString(folder.resolve("123.body"), "left");
    Files.writeString(folder.resolve("README"), "not ours");

    assertThat(new Spool(folder, 64L * MIB, 0)).isNotNull();

    assertThat(files()).isEqualTo(1);
  }
}
