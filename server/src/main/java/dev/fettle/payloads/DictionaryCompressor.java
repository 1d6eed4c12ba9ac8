package dev.fettle.payloads;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one compression context that all dictionaries share, because a context is some hundred
 * kilobytes and making one costs more than compressing an event. Thread-safe; only digest threads
 * come here.
 */
final class DictionaryCompressor {

  /** As large as most events become at worst. */
  private static final int KEPT_BYTES = 64 * 1024;

  private final byte[] kept = new byte[KEPT_BYTES];
  private ZstdCompressCtx context = newContext();
  private @Nullable ZstdDictCompress loaded;

  private static ZstdCompressCtx newContext() {
    return new ZstdCompressCtx().setContentSize(true).setChecksum(false).setDictID(false);
  }

  synchronized byte[] compress(byte[] json, ZstdDictCompress dictionary) {
    if (!dictionary.equals(loaded)) {
      context.loadDict(dictionary);
      loaded = dictionary;
    }
    int bound = (int) Zstd.compressBound(json.length);
    var target = bound <= KEPT_BYTES ? kept : new byte[bound];
    int size = context.compressByteArray(target, 0, target.length, json, 0, json.length);
    return Arrays.copyOf(target, size);
  }

  /** Gives back a dictionary's native memory; nobody may use it afterwards. */
  synchronized void discard(ZstdDictCompress dictionary) {
    if (dictionary.equals(loaded)) {
      context.close(); // a context keeps the dictionary it has loaded open
      context = newContext();
      loaded = null;
    }
    dictionary.close();
  }
}
