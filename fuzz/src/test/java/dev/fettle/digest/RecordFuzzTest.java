package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.core.ByteSlice;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeRecord;
import java.util.ArrayList;
import java.util.List;

/** Any bytes in the log become a batch: what cannot be read is set aside, nothing is thrown. */
class RecordFuzzTest {

  @FuzzTest
  void record(byte[] bytes) {
    var payload = ByteSlice.of(bytes);
    var decoded = IntakeRecord.decode(payload);
    var batch =
        new BatchReader("fuzz", List.of())
            .read(List.of(new IntakeLog.Entry(0, Math.max(1, bytes.length), payload)));
    if (decoded == null) {
      assertThat(batch.setAside()).hasSize(1);
    } else {
      var whole = new ArrayList<Byte>();
      for (byte one : decoded.head().toByteArray()) {
        whole.add(one);
      }
      assertThat(whole).isNotEmpty();
    }
  }
}
