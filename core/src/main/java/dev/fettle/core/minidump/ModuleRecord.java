package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one entry of the list of modules, with the identifiers that symbols are looked up by.
 *
 * <p>The identifiers are written as debuggers and symbol servers spell them: a GUID, and {@code
 * -age} in hex when the age is not 0; for ELF the first 16 bytes of the build id read as a GUID
 * whose first three fields are little-endian.
 */
final class ModuleRecord {

  private static final long RSDS = 0x53445352L;
  private static final long BUILD_ID = 0x4270454CL;
  private static final int MAX_BUILD_ID_BYTES = 64;

  private ModuleRecord() {}

  static DumpModule read(DumpBytes bytes, long at, DumpSystem.Family family)
      throws MalformedPayloadException {
    long base = bytes.u64(at);
    long size = bytes.u32(at + 8);
    String path = bytes.utf16(bytes.u32(at + 20));
    long recordSize = bytes.u32(at + 76);
    long record = bytes.u32(at + 80);
    String codeId =
        family == DumpSystem.Family.WINDOWS
            ? "%08X%x".formatted(bytes.u32(at + 16), size).toUpperCase(Locale.ROOT)
            : null;
    if (recordSize < 4 || !bytes.has(record, recordSize)) {
      return new DumpModule(base, size, path, codeId, null, null);
    }
    long signature = bytes.u32(record);
    if (signature == RSDS && recordSize >= 24) {
      long age = bytes.u32(record + 20);
      String debugId = guid(bytes, record + 4);
      String debugFile = bytes.utf8(record + 24, recordSize - 24);
      return new DumpModule(
          base,
          size,
          path,
          codeId,
          age == 0 ? debugId : debugId + "-" + Long.toHexString(age),
          debugFile.isEmpty() ? null : debugFile);
    }
    if (signature == BUILD_ID && recordSize > 4) {
      long length = Math.min(recordSize - 4, MAX_BUILD_ID_BYTES);
      byte[] id = bytes.slice(record + 4, length).toByteArray();
      return new DumpModule(
          base, size, path, HexFormat.of().formatHex(id), buildIdAsGuid(id), null);
    }
    return new DumpModule(base, size, path, codeId, null, null);
  }

  private static String guid(DumpBytes bytes, long at) throws MalformedPayloadException {
    byte[] tail = bytes.slice(at + 8, 8).toByteArray();
    return "%08x-%04x-%04x-%s-%s"
        .formatted(
            bytes.u32(at),
            bytes.u16(at + 4),
            bytes.u16(at + 6),
            HexFormat.of().formatHex(tail, 0, 2),
            HexFormat.of().formatHex(tail, 2, 8));
  }

  private static @Nullable String buildIdAsGuid(byte[] id) throws MalformedPayloadException {
    byte[] padded = Arrays.copyOf(id, 16);
    return guid(new DumpBytes(ByteSlice.of(padded)), 0);
  }
}
