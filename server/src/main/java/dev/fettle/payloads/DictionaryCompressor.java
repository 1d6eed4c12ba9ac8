package dev.fettle.payloads;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import org.jspecify.annotations.Nullable;

/**
 * The one compression context that all dictionaries share, because a context is some hundred
 * kilobytes and making one costs more than compressing an event. Thread-safe; only digest threads
 * come here.
 */
final class DictionaryCompressor {

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
    return context.compress(json);
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
