package dev.fettle.payloads;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * JSON at rest: zstd, level 3, without a dictionary. Thread-safe; the compressor of each thread is
 * kept, because making one costs more than a small payload.
 */
public final class PackedJson {

  /** Compression level of zstd. */
  public static final int LEVEL = 3;

  private static final ThreadLocal<ZstdCompressCtx> COMPRESSOR =
      ThreadLocal.withInitial(
          () -> new ZstdCompressCtx().setLevel(LEVEL).setContentSize(true).setChecksum(false));

  private PackedJson() {}

  public static byte[] pack(byte[] json) {
    return COMPRESSOR.get().compress(json);
  }

  /**
   * The JSON again.
   *
   * @param size its length, as stored beside it
   * @throws com.github.luben.zstd.ZstdException when the bytes are damaged
   */
  public static byte[] unpack(byte[] packed, int size) {
    return Zstd.decompress(packed, size);
  }
}
