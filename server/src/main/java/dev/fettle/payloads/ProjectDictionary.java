package dev.fettle.payloads;

import com.github.luben.zstd.ZstdDictCompress;
import dev.fettle.core.ByteSlice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One project's way to its dictionary: load what there is, else gather events and have one trained;
 * compress with it, and gather again when events get larger than they were when it was trained.
 *
 * <p>Thread-safe. The slow steps happen elsewhere and report back; until then events are compressed
 * as before.
 */
public final class ProjectDictionary {

  /** Events that are enough to learn from, or bytes of them. */
  public static final int SAMPLE_COUNT = 600;

  static final int SAMPLE_BYTES = 3 * 1024 * 1024 / 2;

  /** With fewer events than this a dictionary learns one event by heart. */
  static final int FEWEST_SAMPLES = 100;

  /** The structure of an event is at its beginning; the rest of a large one teaches little. */
  private static final int LONGEST_SAMPLE = 16 * 1024;

  /** Every so many samples are not trained with, they judge the result. */
  private static final int HELD_EACH = 8;

  private static final double WORSE = 1.3;
  private static final int EVENTS_TO_JUDGE = 1_000;
  private static final double SMOOTHING = 1.0 / 256;
  private static final Duration NEXT_TRY = Duration.ofHours(1);

  /**
   * What a dictionary is made from.
   *
   * @param held what it is judged by
   * @param ratioNow compressed / plain bytes as it is, 0 without a dictionary
   */
  record Samples(List<byte[]> training, List<byte[]> held, double ratioNow) {}

  private enum State {
    NEW,
    WAITING,
    GATHERING,
    CONTENT
  }

  private final long projectId;
  private final DictionaryTraining training;
  private final InstantSource clock;
  private final AtomicLong sampledByAll;
  private final List<byte[]> samples = new ArrayList<>();
  private int sampleBytes;
  private State state = State.NEW;
  private @Nullable ZstdDictCompress compressor;
  private int id;
  private double trainedRatio;
  private double ratio;
  private int judged;
  private Instant notBefore = Instant.MIN;

  ProjectDictionary(
      long projectId, DictionaryTraining training, InstantSource clock, AtomicLong sampledByAll) {
    this.projectId = projectId;
    this.training = training;
    this.clock = clock;
    this.sampledByAll = sampledByAll;
  }

  long projectId() {
    return projectId;
  }

  /** Compressed, or null while there is no dictionary. */
  synchronized EventPayloads.@Nullable Packed pack(byte[] json) {
    if (state == State.NEW) {
      state = State.WAITING;
      training.load(this);
    } else if (state == State.GATHERING) {
      gather(json);
    }
    if (compressor == null) {
      return null;
    }
    var packed = training.compressor().compress(json, compressor);
    judge(packed.length, json.length);
    return new EventPayloads.Packed(ByteSlice.of(packed), id);
  }

  /** What the database has: null is nothing. */
  synchronized void loaded(DictionaryStore.@Nullable Dictionary dictionary) {
    if (dictionary == null) {
      state = State.GATHERING;
    } else {
      use(dictionary);
    }
  }

  /** What the training gave: null is nothing better than before. */
  synchronized void trained(DictionaryStore.@Nullable Dictionary dictionary) {
    if (dictionary == null) {
      state = State.CONTENT;
      notBefore = clock.instant().plus(NEXT_TRY);
      judged = 0;
    } else {
      use(dictionary);
    }
  }

  /** The database did not answer. */
  synchronized void failed() {
    state = compressor == null ? State.NEW : State.CONTENT;
  }

  /** Gives its memory back. */
  synchronized void forget() {
    dropSamples();
    if (compressor != null) {
      training.compressor().discard(compressor);
      compressor = null;
    }
    state = State.CONTENT;
  }

  private void use(DictionaryStore.Dictionary dictionary) {
    if (compressor != null) {
      training.compressor().discard(compressor);
    }
    compressor = new ZstdDictCompress(dictionary.bytes().toByteArray(), PackedJson.LEVEL);
    id = dictionary.id();
    trainedRatio = dictionary.ratio();
    ratio = trainedRatio;
    judged = 0;
    state = State.CONTENT;
  }

  private void judge(int packed, int plain) {
    ratio += ((double) packed / plain - ratio) * SMOOTHING;
    judged++;
    if (state == State.CONTENT
        && judged >= EVENTS_TO_JUDGE
        && ratio > trainedRatio * WORSE
        && clock.instant().isAfter(notBefore)) {
      state = State.GATHERING;
    }
  }

  private void gather(byte[] json) {
    int length = Math.min(json.length, LONGEST_SAMPLE);
    if (sampledByAll.addAndGet(length) > DictionaryTraining.SAMPLE_MEMORY) {
      sampledByAll.addAndGet(-length); // others are gathering; this one's turn comes
      return;
    }
    samples.add(Arrays.copyOf(json, length));
    sampleBytes += length;
    boolean enough = samples.size() >= SAMPLE_COUNT || sampleBytes >= SAMPLE_BYTES;
    if (enough && samples.size() >= FEWEST_SAMPLES) {
      state = State.WAITING;
      training.train(this, split());
      dropSamples();
    }
  }

  private Samples split() {
    var learn = new ArrayList<byte[]>(samples.size());
    var held = new ArrayList<byte[]>();
    for (int index = 0; index < samples.size(); index++) {
      (index % HELD_EACH == 0 ? held : learn).add(samples.get(index));
    }
    return new Samples(learn, held, compressor == null ? 0 : ratio);
  }

  private void dropSamples() {
    sampledByAll.addAndGet(-sampleBytes);
    samples.clear();
    sampleBytes = 0;
  }
}
