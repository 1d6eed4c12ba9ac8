package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntakeRecordTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-23T10:59:59.123Z");

  private static IntakeRecord record(
      IntakeRecord.Kind kind, @Nullable String ip, @Nullable String agent, boolean scrub) {
    return new IntakeRecord(
        kind,
        Long.MAX_VALUE,
        42,
        RECEIVED,
        new UUID(-1, 7),
        ip,
        agent,
        scrub,
        ByteSlice.of("{}\nbody"));
  }

  private static ByteSlice bytes(IntakeRecord record) {
    var head = record.head();
    var bytes = new byte[head.length() + record.body().length()];
    System.arraycopy(head.array(), head.offset(), bytes, 0, head.length());
    System.arraycopy(
        record.body().array(),
        record.body().offset(),
        bytes,
        head.length(),
        record.body().length());
    return ByteSlice.of(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void what_was_written_is_read(IntakeRecord.Kind kind) {
    var whole = record(kind, "2001:db8::1", "sentry.python/2.68.0 \u00e9\ud83d\ude00", true);
    var sparse = record(kind, null, "", false);

    assertThat(IntakeRecord.decode(bytes(whole))).isEqualTo(whole);
    assertThat(IntakeRecord.decode(bytes(sparse))).isEqualTo(sparse);
  }

  @Test
  void a_record_in_the_middle_of_an_array_is_read() {
    var record = record(IntakeRecord.Kind.STORE, "203.0.113.9", null, true);
    var alone = bytes(record).toByteArray();
    var around = new byte[alone.length + 20];
    Arrays.fill(around, (byte) 0x55);
    System.arraycopy(alone, 0, around, 10, alone.length);

    assertThat(IntakeRecord.decode(ByteSlice.of(around, 10, alone.length))).isEqualTo(record);
  }

  @Test
  void endless_texts_are_cut() {
    var record = record(IntakeRecord.Kind.STORE, null, "\u20ac".repeat(70_000), true);

    var read = Objects.requireNonNull(IntakeRecord.decode(bytes(record)));

    assertThat(read.userAgent()).isEqualTo("\u20ac".repeat(1024));
    assertThat(read.body()).isEqualTo(record.body());
  }

  @Test
  void a_record_cut_anywhere_in_its_head_is_nobodys() {
    var bytes = bytes(record(IntakeRecord.Kind.ENVELOPE, "203.0.113.9", "agent", true));
    int head = bytes.length() - "{}\nbody".length();
    for (int length = 0; length < head; length++) {
      assertThat(IntakeRecord.decode(bytes.slice(0, length))).as("%d bytes", length).isNull();
    }
  }

  @Test
  void other_versions_and_kinds_are_nobodys() {
    for (int index : new int[] {0, 1}) {
      var bytes = bytes(record(IntakeRecord.Kind.ENVELOPE, null, null, true)).toByteArray();
      bytes[index] = 99;

      assertThat(IntakeRecord.decode(ByteSlice.of(bytes))).isNull();
    }
  }
}
