package dev.fettle.issues;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * Event payloads at rest: zstd, level 3. Thread-safe; the compressor of each thread is kept,
 * because making one costs more than a small event.
 */
final class PayloadCodec {

  private static final int LEVEL = 3;

  private static final ThreadLocal<ZstdCompressCtx> COMPRESSOR =
      ThreadLocal.withInitial(
          () -> new ZstdCompressCtx().setLevel(LEVEL).setContentSize(true).setChecksum(false));

  private PayloadCodec() {}

  static byte[] compress(byte[] json) {
    return COMPRESSOR.get().compress(json);
  }

  /**
   * The JSON again.
   *
   * @param size its length, as stored beside it
   * @throws com.github.luben.zstd.ZstdException when the bytes are damaged
   */
  static byte[] decompress(byte[] payload, int size) {
    return Zstd.decompress(payload, size);
  }
}
