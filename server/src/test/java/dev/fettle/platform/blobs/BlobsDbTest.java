package dev.fettle.platform.blobs;

import static dev.fettle.platform.blobs.VaultContract.content;
import static dev.fettle.platform.blobs.VaultContract.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.testkit.TestDatabase;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents, the rows that refer to them, and the sweep between them, each on its connection. */
class BlobsDbTest {

  private static final String TEXT = "hello";
  private static final BlobHash HASH = hash(TEXT);
  private static final Duration LIFE = Duration.ofDays(30);

  @TempDir private Path folder = Path.of("");
  private final TestDatabase database = TestDatabase.create();
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final Interposed vault = new Interposed();
  private final BlobStore store =
      new BlobStore(database.jdbc(), List.of(new BlobHolder("holder", "sha256")));
  private final Blobs blobs = new Blobs(store, vault, () -> now);
  private final BlobSweep sweep = new BlobSweep(store, vault, () -> now, database.transactions());

  /** The real folder; what a test wants to happen in the middle of a call happens there. */
  private final class Interposed implements Vault {
    private final ArrayDeque<Runnable> afterWrite = new ArrayDeque<>();
    private Runnable duringDelete = () -> {};

    private Vault real() {
      return new FolderVault(folder, () -> now);
    }

    @Override
    public void write(BlobHash hash, BlobContent content) {
      real().write(hash, content);
      var next = afterWrite.poll();
      if (next != null) {
        next.run();
      }
    }

    @Override
    public Optional<InputStream> open(BlobHash hash) {
      return real().open(hash);
    }

    @Override
    public void delete(BlobHash hash) {
      duringDelete.run();
      real().delete(hash);
    }

    @Override
    public void list(int shard, BiConsumer<BlobHash, Instant> seen) {
      real().list(shard, seen);
    }
  }

  @BeforeEach
  void begin() {
    database.jdbc().sql("CREATE TABLE holder (sha256 bytea NOT NULL)").update();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void keep() {
    blobs.keep(Map.of(HASH, content(TEXT)));
  }

  private void refer() {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          blobs.refer(Set.of(HASH), now.plus(LIFE));
          addReference();
        });
  }

  private void addReference() {
    database.jdbc().sql("INSERT INTO holder VALUES (:hash)").param("hash", HASH.bytes()).update();
  }

  /** Its last reference goes with a project that is removed. */
  private void erase() {
    database.jdbc().sql("DELETE FROM holder").update();
    database.jdbc().sql("UPDATE blob SET check_at = '-infinity'").update();
  }

  private void sweepAll() {
    int rounds = 0;
    while (sweep.removeSome()) {
      rounds++;
    }
    assertThat(rounds).isLessThan(1_000);
  }

  private boolean isThere() {
    return Files.exists(file(HASH));
  }

  private Path file(BlobHash hash) {
    return folder.resolve(
        Path.of(hash.hex().substring(0, 2), hash.hex().substring(2, 4), hash.hex()));
  }

  private long rows() {
    return database.jdbc().sql("SELECT count(*) FROM blob").query(Long.class).single();
  }

  @Test
  void what_is_referred_to_stays_and_goes_with_its_last_reference() {
    keep();
    refer();
    refer();
    now = now.plus(LIFE).plus(Duration.ofDays(2));
    sweepAll();
    assertThat(isThere()).isTrue();
    database.jdbc().sql("DELETE FROM holder WHERE ctid = (SELECT min(ctid) FROM holder)").update();
    now = now.plus(Duration.ofDays(8));
    sweepAll();
    assertThat(isThere()).isTrue();
    database.jdbc().sql("DELETE FROM holder").update();
    now = now.plus(Duration.ofDays(8));
    sweepAll();
    assertThat(isThere()).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void what_nothing_came_to_refer_to_goes_a_day_later() {
    keep();
    now = now.plus(Duration.ofHours(23));
    sweepAll();
    assertThat(isThere()).isTrue();
    now = now.plus(Duration.ofHours(2));
    sweepAll();
    assertThat(isThere()).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void what_is_kept_again_has_a_day_again() {
    keep();
    now = now.plus(Duration.ofHours(23));
    keep();
    now = now.plus(Duration.ofHours(23));
    sweepAll();
    refer();
    assertThat(isThere()).isTrue();
  }

  @Test
  void what_an_erasure_left_goes_at_once() {
    keep();
    refer();
    erase();
    sweepAll();
    assertThat(isThere()).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void what_was_removed_between_keeping_and_referring_is_never_referred_to() {
    keep();
    erase();
    sweepAll();
    assertThatThrownBy(this::refer).isInstanceOf(BlobGoneException.class);
    assertThat(database.jdbc().sql("SELECT count(*) FROM holder").query(Long.class).single())
        .isZero();
    keep();
    refer();
    assertThat(isThere()).isTrue();
  }

  @Test
  void a_sweep_that_is_half_way_is_overtaken_by_whoever_keeps_the_content_again() {
    keep();
    erase();
    assertThat(sweep.removeSome()).as("condemned, not deleted").isTrue();
    assertThatThrownBy(this::refer).isInstanceOf(BlobGoneException.class);
    assertThat(isThere()).isTrue();
    keep();
    sweepAll();
    refer();
    assertThat(isThere()).isTrue();
  }

  @Test
  void whoever_keeps_a_content_waits_for_the_sweep_that_deletes_it() throws InterruptedException {
    keep();
    erase();
    sweep.removeSome();
    var keeping = new CountDownLatch(1);
    var keeper =
        Thread.ofPlatform()
            .unstarted(() -> {
              keeping.countDown();
              keep();
            });
    vault.duringDelete =
        () -> {
          keeper.start();
          await(keeping);
          awaitLockWaiter();
        };
    sweep.removeSome();
    vault.duringDelete = () -> {};
    keeper.join(Duration.ofSeconds(60));
    assertThat(keeper.isAlive()).isFalse();
    assertThat(isThere()).isTrue();
    refer();
    sweepAll();
    assertThat(isThere()).isTrue();
  }

  /** Somebody else's connection waits for a row of ours. */
  private void awaitLockWaiter() {
    for (int i = 0; i < 3_000; i++) {
      // within a transaction it would say the same for ever
      database.jdbc().sql("SELECT pg_stat_clear_snapshot()").query((_, row) -> row).list();
      long waiting =
          database
              .jdbc()
              .sql(
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
              .query(Long.class)
              .single();
      if (waiting > 0) {
        return;
      }
      await(new CountDownLatch(1), Duration.ofMillis(10));
    }
    throw new AssertionError("nobody waits");
  }

  private static void await(CountDownLatch latch) {
    await(latch, Duration.ofSeconds(30));
  }

  private static void await(CountDownLatch latch, Duration most) {
    try {
      latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_content_that_is_swept_while_it_is_written_is_written_again() {
    vault.afterWrite.add(() -> {
      erase();
      sweepAll();
      assertThat(isThere()).isFalse();
    });
    keep();
    assertThat(isThere()).isTrue();
    refer();
  }

  @Test
  void a_row_that_somebody_else_has_made_meanwhile_is_not_taken_for_ours() {
    vault.afterWrite.add(() -> {
      erase();
      sweepAll();
      // another node has claimed the content, and has not written it yet
      store.claim(new java.util.TreeMap<>(Map.of(HASH, 5L)), now.plusSeconds(99), Duration.ZERO);
    });
    keep();
    assertThat(isThere()).isTrue();
    refer();
  }

  @Test
  void a_transaction_that_refers_is_never_overtaken() {
    keep();
    database
        .transactions()
        .executeWithoutResult(_ -> {
          blobs.refer(Set.of(HASH), now.plus(LIFE));
          addReference();
          var other =
              Thread.ofPlatform()
                  .start(() -> {
                    database
                        .transactions()
                        .executeWithoutResult(
                            _ -> assertThat(store.lockDue(now.plus(LIFE).plus(LIFE))).isEmpty());
                    now = now.plus(LIFE);
                    sweepAll();
                  });
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          assertThat(isThere()).isTrue();
        });
    sweepAll();
    assertThat(isThere()).isTrue();
  }

  @Test
  void a_content_without_a_row_goes_a_day_after_it_was_found() throws Exception {
    var old = hash("old");
    var young = hash("young");
    vault.write(old, content("old"));
    vault.write(young, content("young"));
    Files.setLastModifiedTime(file(old), FileTime.from(now.minus(Duration.ofDays(2))));
    Files.setLastModifiedTime(file(young), FileTime.from(now.minus(Duration.ofHours(2))));
    sweepAll();
    assertThat(file(old)).exists();
    now = now.plus(Duration.ofHours(25));
    sweepAll();
    assertThat(file(old)).doesNotExist();
    assertThat(file(young)).exists();
  }

  @Test
  void a_content_without_a_row_that_is_referred_to_stays() throws Exception {
    vault.write(HASH, content(TEXT));
    addReference();
    Files.setLastModifiedTime(file(HASH), FileTime.from(now.minus(Duration.ofDays(2))));
    sweepAll();
    now = now.plus(Duration.ofDays(3));
    sweepAll();
    assertThat(isThere()).isTrue();
  }

  @Test
  void many_contents_go_in_chunks() {
    var many = new java.util.HashMap<BlobHash, BlobContent>();
    for (int i = 0; i < BlobStore.CHUNK + 50; i++) {
      many.put(hash("many " + i), content("many " + i));
    }
    blobs.keep(many);
    assertThat(rows()).isEqualTo(many.size());
    now = now.plus(Duration.ofDays(2));
    sweepAll();
    assertThat(rows()).isZero();
    assertThat(many.keySet()).noneMatch(hash -> Files.exists(file(hash)));
  }
}
