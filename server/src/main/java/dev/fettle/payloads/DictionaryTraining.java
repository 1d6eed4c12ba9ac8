package dev.fettle.payloads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import dev.fettle.core.ByteSlice;
import dev.fettle.payloads.ProjectDictionary.Samples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps each active project's {@link ProjectDictionary} and does their slow work, loading and
 * training, on one thread of its own.
 */
public final class DictionaryTraining implements AutoCloseable {

  /** What all projects that gather samples may hold together. */
  static final long SAMPLE_MEMORY = 6L * 1024 * 1024;

  /** A new dictionary must make events this much smaller than what is in use. */
  private static final double WORTHWHILE = 0.9;

  private static final Logger LOG = LoggerFactory.getLogger(DictionaryTraining.class);
  private static final int DICTIONARY_BYTES = 32 * 1024;
  private static final int ACTIVE_PROJECTS = 64;
  private static final Duration IDLE = Duration.ofHours(6);

  private final DictionaryStore store;
  private final InstantSource clock;
  private final DictionaryCompressor compressor = new DictionaryCompressor();
  private final AtomicLong sampled = new AtomicLong();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("dictionaries").factory());
  private final Cache<Long, ProjectDictionary> projects =
      Caffeine.newBuilder()
          .maximumSize(ACTIVE_PROJECTS)
          .expireAfterAccess(IDLE)
          .<Long, ProjectDictionary>removalListener((_, project, _) -> {
            if (project != null) {
              project.forget();
            }
          })
          .build();

  public DictionaryTraining(DictionaryStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Compressed with the project's dictionary, or null while it has none. */
  EventPayloads.@Nullable Packed pack(long projectId, byte[] json) {
    return projects
        .get(projectId, id -> new ProjectDictionary(id, this, clock, sampled))
        .pack(json);
  }

  DictionaryCompressor compressor() {
    return compressor;
  }

  /** Fetches the newest dictionary later. */
  void load(ProjectDictionary project) {
    later(() -> project.loaded(store.newest(project.projectId()).orElse(null)), project);
  }

  /** Trains and stores a dictionary later, if it is better than {@code ratio}. */
  void train(ProjectDictionary project, Samples samples) {
    later(() -> project.trained(trained(project.projectId(), samples)), project);
  }

  private DictionaryStore.@Nullable Dictionary trained(long projectId, Samples samples) {
    byte[] bytes;
    try {
      bytes = train(samples);
    } catch (ZstdException e) {
      LOG.info("Project {} sends nothing a dictionary helps with: {}", projectId, e.getMessage());
      return null;
    }
    double ratio = ratio(samples, bytes);
    double now = samples.ratioNow() > 0 ? samples.ratioNow() : plainRatio(samples);
    if (ratio > now * WORTHWHILE) {
      return null;
    }
    var id = store.add(projectId, bytes, ratio, clock.instant());
    if (id.isEmpty()) {
      return null;
    }
    LOG.info(
        "Project {} has dictionary {}: {} % of the plain size, before {} %",
        projectId, id.get(), Math.round(ratio * 100), Math.round(now * 100));
    return new DictionaryStore.Dictionary(id.get(), ByteSlice.of(bytes), ratio);
  }

  private static byte[] train(Samples samples) {
    int bytes = samples.training().stream().mapToInt(sample -> sample.length).sum();
    var trainer = new ZstdDictTrainer(bytes, DICTIONARY_BYTES, PackedJson.LEVEL);
    samples.training().forEach(trainer::addSample);
    return trainer.trainSamples();
  }

  private static double ratio(Samples samples, byte[] dictionary) {
    long packed = 0;
    long plain = 0;
    for (var sample : samples.held()) {
      packed += Zstd.compressUsingDict(sample, dictionary, PackedJson.LEVEL).length;
      plain += sample.length;
    }
    return (double) packed / plain;
  }

  private static double plainRatio(Samples samples) {
    long packed = 0;
    long plain = 0;
    for (var sample : samples.held()) {
      packed += PackedJson.pack(sample).length;
      plain += sample.length;
    }
    return (double) packed / plain;
  }

  private void later(Runnable work, ProjectDictionary project) {
    try {
      worker.execute(() -> {
        try {
          work.run();
        } catch (DataAccessException e) {
          LOG.warn(
              "The dictionary of project {} has to wait: {}", project.projectId(), e.getMessage());
          project.failed();
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.debug("No dictionary while the server stops");
    }
  }

  /** Waits until what was asked for so far is done. */
  public void settle() {
    CompletableFuture.runAsync(() -> {}, worker).join();
  }

  /** Runs what is waiting and ends. */
  @Override
  public void close() {
    worker.close();
  }
}
