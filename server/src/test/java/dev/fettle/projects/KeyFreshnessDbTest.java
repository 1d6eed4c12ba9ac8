package dev.fettle.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes over one database: what one changes, the other knows when it asks next. */
class KeyFreshnessDbTest {

  private static final UUID KEY = new UUID(1, 2);
  private static final UUID OTHER = new UUID(3, 4);

  private final TestDatabase database = TestDatabase.create();
  private final ProjectKeyStore store = new ProjectKeyStore(database.jdbc());
  private final ProjectKeys here = new ProjectKeys(store);
  private final ProjectKeys there = new ProjectKeys(store);
  private final long project =
      database
          .jdbc()
          .sql(
              """
              WITH o AS (
                INSERT INTO organization (name, slug, created_at) VALUES ('a', 'a', now()) RETURNING id)
              INSERT INTO project (organization_id, slug, name, created_at)
              SELECT id, 'shop', 'shop', now() FROM o
              RETURNING id
              """)
          .query(Long.class)
          .single();

  @AfterEach
  void close() {
    database.close();
  }

  private void insert(UUID key) {
    store.insert(new ProjectKeyStore.NewKey(project, key, "", null), Instant.EPOCH);
    here.forget(project);
  }

  private boolean isActive(ProjectKeys node) {
    return node.find(project, KEY) instanceof KeyLookup.Known known && known.key().active();
  }

  @Test
  void a_key_switched_off_on_one_node_is_off_on_the_other() {
    insert(KEY);
    assertThat(isActive(here)).isTrue();
    assertThat(isActive(there)).isTrue();

    var row = store.get(project, KEY).orElseThrow();
    store.update(
        new ProjectKeyRow(
            row.id(), row.projectId(), row.publicKey(), row.name(), false, null, row.createdAt()));
    here.forget(project);
    assertThat(isActive(here)).isFalse();
    there.forgetChanged();
    assertThat(isActive(there)).isFalse();

    assertThat(store.delete(project, KEY)).isTrue();
    there.forgetChanged();
    assertThat(there.find(project, KEY)).isInstanceOf(KeyLookup.Unknown.class);
  }

  @Test
  void a_key_that_was_unknown_is_known_when_it_was_made() {
    assertThat(there.find(project, OTHER)).isInstanceOf(KeyLookup.Unknown.class);
    insert(OTHER);
    there.forgetChanged();
    assertThat(there.find(project, OTHER)).isInstanceOf(KeyLookup.Known.class);
  }

  @Test
  void what_is_read_again_before_the_commit_is_forgotten_after_it() {
    insert(KEY);
    database
        .transactions()
        .executeWithoutResult(_ -> {
          store.delete(project, KEY);
          here.forget(project);
          var other = Thread.ofVirtual().start(() -> here.find(project, KEY));
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(here.find(project, KEY)).isInstanceOf(KeyLookup.Unknown.class);
  }
}
