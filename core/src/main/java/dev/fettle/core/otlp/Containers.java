package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Entries written one after the other into containers that an item can hold. */
final class Containers {

  /** Entries of one request; exporters send 512 at a time by default, collectors up to 8,192. */
  static final int MAX_ENTRIES = 10_000;

  private static final int MAX_ENTRIES_EACH = 1_000;
  private static final int MAX_BYTES_EACH = 2 * 1024 * 1024;

  /**
   * Bytes of one request. What a resource says is repeated in each of its entries, so a request can
   * become many times as large.
   */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final ByteSlice START = ByteSlice.of("{\"version\":2,\"items\":[");
  private static final byte[] COMMA = {','};

  private final List<OtlpBatch.Container> finished = new ArrayList<>();
  private ByteArrayOutputStream open = new ByteArrayOutputStream();
  private int count;
  private int total;
  private int rejected;
  private long bytes;

  void add(ObjectNode entry, boolean valid) throws TooManyEntriesException {
    byte[] json = LenientJson.write(entry);
    bytes += json.length + 1;
    if (total >= MAX_ENTRIES || bytes > MAX_BYTES) {
      throw new TooManyEntriesException();
    }
    open.writeBytes(count == 0 ? START.toByteArray() : COMMA);
    open.writeBytes(json);
    count++;
    total++;
    rejected += valid ? 0 : 1;
    if (count == MAX_ENTRIES_EACH || open.size() > MAX_BYTES_EACH) {
      finish();
    }
  }

  OtlpBatch batch() {
    finish();
    return new OtlpBatch(finished, total, rejected);
  }

  private void finish() {
    if (count == 0) {
      return;
    }
    open.writeBytes(new byte[] {']', '}'});
    finished.add(new OtlpBatch.Container(count, ByteSlice.of(open.toByteArray())));
    open = new ByteArrayOutputStream();
    count = 0;
  }
}
