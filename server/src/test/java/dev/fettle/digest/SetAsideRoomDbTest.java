package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import dev.fettle.platform.time.Ids;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bug of ours in a storm must not fill the disk: items set aside have so much room a day. */
class SetAsideRoomDbTest {

  private final TestDatabase database = TestDatabase.create();
  private final DigestStore store = new DigestStore(database.jdbc());
  private final Sender project = Sender.create(database.jdbc(), "");
  private Instant now = Instant.parse("2026-11-27T10:00:00Z");
  private final Ids ids = new Ids(() -> now, new SecureRandom());

  @AfterEach
  void close() {
    database.close();
  }

  private void setAside(@Nullable Long projectId, int bytes) {
    store.setAside(
        ids.uuidV7(),
        new DigestStore.SetAside(
            projectId,
            "local-0",
            1,
            "event",
            Reason.WRITE_FAILED,
            "",
            ByteSlice.of(""),
            ByteSlice.of(new byte[bytes]),
            null),
        now);
  }

  private long kept(@Nullable Long projectId) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM set_aside_item WHERE project_id IS NOT DISTINCT FROM :id")
        .param("id", projectId, java.sql.Types.BIGINT)
        .query(Long.class)
        .single();
  }

  @Test
  void so_many_items_and_so_many_bytes_are_kept_of_a_day() {
    int bytes = 8 * 1024 * 1024;
    for (int i = 0; i < 12; i++) {
      setAside(project.projectId(), bytes);
    }
    assertThat(kept(project.projectId())).isEqualTo(DigestStore.MOST_SET_ASIDE_BYTES / bytes);

    now = now.plus(Duration.ofDays(1));
    for (int i = 0; i < DigestStore.MOST_SET_ASIDE + 10; i++) {
      setAside(project.projectId(), 1);
      setAside(null, 1);
    }
    assertThat(kept(project.projectId()))
        .isEqualTo(DigestStore.MOST_SET_ASIDE + DigestStore.MOST_SET_ASIDE_BYTES / bytes);
    assertThat(kept(null)).isEqualTo(DigestStore.MOST_SET_ASIDE);
  }

  @Test
  void nothing_is_kept_for_a_project_that_is_gone() {
    setAside(project.projectId() + 1_000, 1);
    assertThat(kept(project.projectId() + 1_000)).isZero();
  }
}
