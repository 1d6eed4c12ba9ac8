package dev.fettle.platform.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every vault does. */
abstract class VaultContract {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A vault that is empty or has contents of other tests. */
  abstract Vault vault();

  /** A text no other test writes. */
  static String unique() {
    return "content %d of %s".formatted(COUNT.incrementAndGet(), java.util.UUID.randomUUID());
  }

  static BlobHash hash(String text) {
    return BlobHash.of(ByteSlice.of(text));
  }

  static BlobContent content(String text) {
    return BlobContent.of(ByteSlice.of(text));
  }

  private String read(BlobHash hash) throws IOException {
    try (var bytes = vault().open(hash).orElseThrow()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<BlobHash, Instant> list(BlobHash hash) {
    var seen = new TreeMap<BlobHash, Instant>();
    vault().list(Byte.toUnsignedInt(hash.bytes()[0]), seen::put);
    return seen;
  }

  private void assertNothingIsThere(BlobHash hash) {
    assertThat(vault().open(hash)).isEmpty();
    assertThat(list(hash)).doesNotContainKey(hash);
  }

  @Test
  void a_content_is_read_as_it_was_written() throws IOException {
    var text = unique();
    vault().write(hash(text), content(text));
    assertThat(read(hash(text))).isEqualTo(text);
  }

  @Test
  void an_empty_content_is_one() throws IOException {
    vault().write(hash(""), content(""));
    assertThat(read(hash(""))).isEmpty();
    assertThat(hash("").hex()).startsWith("e3b0c442");
  }

  @Test
  void a_large_content_is_streamed_in_and_out() throws IOException {
    var large = new Noise(1, 50L * 1024 * 1024 + 17);
    var hash = large.hash();
    vault().write(hash, large);
    assertThat(Noise.hash(vault().open(hash).orElseThrow())).isEqualTo(hash);
    vault().delete(hash);
    assertNothingIsThere(hash);
  }

  @Test
  void a_reader_may_leave_before_the_end() throws IOException {
    var large = new Noise(2, 9L * 1024 * 1024);
    var hash = large.hash();
    vault().write(hash, large);
    for (int i = 0; i < 3; i++) {
      try (var bytes = vault().open(hash).orElseThrow()) {
        assertThat(bytes.readNBytes(10)).hasSize(10);
      }
    }
    assertThat(Noise.hash(vault().open(hash).orElseThrow())).isEqualTo(hash);
  }

  @Test
  void what_is_there_is_not_written_again() {
    var text = unique();
    vault().write(hash(text), content(text));
    vault()
        .write(
            hash(text),
            new BlobContent() {
              @Override
              public long size() {
                return text.length();
              }

              @Override
              public InputStream open() {
                throw new AssertionError("it is there already");
              }
            });
  }

  @Test
  void two_that_write_the_same_content_at_once_both_have_it() throws Exception {
    var large = new Noise(3, 7L * 1024 * 1024);
    var hash = large.hash();
    var together = new CyclicBarrier(2);
    var failures = new ConcurrentHashMap<String, Throwable>();
    Runnable writer =
        () -> {
          try {
            vault()
                .write(
                    hash,
                    new BlobContent() {
                      @Override
                      public long size() {
                        return large.size();
                      }

                      @Override
                      public InputStream open() {
                        return meeting(large.open(), together);
                      }
                    });
          } catch (Throwable e) {
            failures.put(Thread.currentThread().getName(), e);
          }
        };
    var first = Thread.ofPlatform().name("first").start(writer);
    var second = Thread.ofPlatform().name("second").start(writer);
    first.join();
    second.join();
    assertThat(failures).isEmpty();
    assertThat(Noise.hash(vault().open(hash).orElseThrow())).isEqualTo(hash);
  }

  /** A stream whose first read waits for another stream's. */
  private static InputStream meeting(InputStream bytes, CyclicBarrier together) {
    return new SequenceInputStream(
        new InputStream() {
          private boolean met;

          @Override
          public int read() throws IOException {
            if (!met) {
              met = true;
              try {
                together.await(30, java.util.concurrent.TimeUnit.SECONDS);
              } catch (InterruptedException
                  | java.util.concurrent.BrokenBarrierException
                  | java.util.concurrent.TimeoutException e) {
                throw new IOException(e);
              }
            }
            return -1;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : read();
          }
        },
        bytes);
  }

  @Test
  void what_is_not_there_is_told() {
    var hash = hash(unique());
    assertNothingIsThere(hash);
    vault().delete(hash);
    assertNothingIsThere(hash);
  }

  @Test
  void a_deleted_content_is_gone_and_can_come_back() throws IOException {
    var text = unique();
    vault().write(hash(text), content(text));
    vault().delete(hash(text));
    assertNothingIsThere(hash(text));
    vault().write(hash(text), content(text));
    assertThat(read(hash(text))).isEqualTo(text);
  }

  @Test
  void a_write_that_breaks_off_leaves_nothing() {
    for (long size : new long[] {100_000, 12L * 1024 * 1024}) {
      var whole = new Noise(size, size);
      var hash = hash(unique());
      assertThatThrownBy(() -> vault().write(hash, broken(whole, size / 2)))
          .isInstanceOf(RuntimeException.class);
      assertNothingIsThere(hash);
      assertThatThrownBy(() -> vault().write(hash, shortened(whole)))
          .isInstanceOf(RuntimeException.class);
      assertNothingIsThere(hash);
    }
  }

  private static BlobContent broken(Noise whole, long after) {
    return new BlobContent() {
      @Override
      public long size() {
        return whole.size();
      }

      @Override
      public InputStream open() {
        return new SequenceInputStream(
            new Noise(whole.seed(), after).open(),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the source broke off");
              }

              @Override
              public int read(byte[] target, int offset, int length) throws IOException {
                return read();
              }
            });
      }
    };
  }

  private static BlobContent shortened(Noise whole) {
    return new BlobContent() {
      @Override
      public long size() {
        return whole.size();
      }

      @Override
      public InputStream open() {
        return new Noise(whole.seed(), whole.size() - 1).open();
      }
    };
  }

  @Test
  void contents_are_listed_with_their_time() {
    var text = unique();
    var before = Instant.now().minusSeconds(60);
    vault().write(hash(text), content(text));
    var seen = list(hash(text));
    assertThat(seen).containsKey(hash(text));
    assertThat(seen.get(hash(text))).isBetween(before, Instant.now().plusSeconds(60));
    assertThat(seen.keySet())
        .allSatisfy(hash -> assertThat(hash.bytes()[0]).isEqualTo(hash(text).bytes()[0]));
  }
}
