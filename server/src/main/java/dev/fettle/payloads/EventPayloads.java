package dev.fettle.payloads;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictDecompress;
import dev.fettle.core.ByteSlice;

/**
 * Payloads of events at rest: zstd, with the project's dictionary once it has one, because an event
 * is too small to repeat itself but repeats its neighbours.
 */
public final class EventPayloads {

  /** Compressed without a dictionary. */
  public static final int NO_DICTIONARY = 0;

  private static final int CACHED = 128;

  /** As it is stored. */
  public record Packed(ByteSlice bytes, int dictionaryId) {}

  private final DictionaryTraining training;
  private final LoadingCache<Integer, ZstdDictDecompress> dictionaries;

  public EventPayloads(DictionaryStore store, DictionaryTraining training) {
    this.training = training;
    this.dictionaries =
        Caffeine.newBuilder()
            .maximumSize(CACHED)
            .build(id -> new ZstdDictDecompress(store.bytes(id)));
  }

  /** Compresses what a project sent; never waits for the database. */
  public Packed pack(long projectId, byte[] json) {
    var packed = training.pack(projectId, json);
    return packed == null ? new Packed(ByteSlice.of(PackedJson.pack(json)), NO_DICTIONARY) : packed;
  }

  /**
   * The JSON again. Reads the dictionary from the database when it is not at hand, so it must not
   * be called while another query's rows are read.
   *
   * @param size its length, as stored beside it
   * @throws com.github.luben.zstd.ZstdException when the bytes are damaged
   */
  public byte[] unpack(byte[] packed, int size, int dictionaryId) {
    return dictionaryId == NO_DICTIONARY
        ? PackedJson.unpack(packed, size)
        : Zstd.decompress(packed, dictionaries.get(dictionaryId), size);
  }
}
