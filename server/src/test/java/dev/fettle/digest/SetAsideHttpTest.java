package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SetAsideHttpTest {

  private final World world = World.create();
  private final String path = world.projectPath() + "intake/set-aside/";

  /** As the digest leaves it; the number orders the ids. */
  private UUID setAside(int number) {
    var id = new UUID(0x0193_0000_0000_7000L + number * 0x1_0000L, world.projectId);
    world
        .server
        .jdbc()
        .sql(
            """
            INSERT INTO set_aside_item
              (id, project_id, log_partition, log_position, item_type, reason, detail, payload,
               created_at)
            VALUES (:id, :project, 'local-0', 1, 'event', 'prepare_failed', 'odd device',
              convert_to('{"n":' || :number || '}', 'UTF8'), now())
            """)
        .param("id", id)
        .param("project", world.projectId)
        .param("number", number)
        .update();
    return id;
  }

  @Test
  void the_newest_come_first_a_page_at_a_time() {
    for (int i = 0; i < 5; i++) {
      setAside(i);
    }

    var first = world.bob.browser().get(path + "?limit=2");
    var link = first.header("Link").orElseThrow();
    var next =
        link.substring(link.indexOf('<', link.indexOf("previous")) + 1, link.lastIndexOf('>'));
    var second = world.bob.browser().get(next.replaceFirst("https?://[^/]+", ""));

    assertThat(first.json().size()).isEqualTo(2);
    assertThat(first.json().get(0).get("id").stringValue())
        .isEqualTo(new UUID(0x0193_0000_0004_7000L, world.projectId).toString());
    assertThat(first.json().get(0).get("reason").stringValue()).isEqualTo("prepare_failed");
    assertThat(first.json().get(0).get("detail").stringValue()).isEqualTo("odd device");
    assertThat(first.json().get(0).get("itemType").stringValue()).isEqualTo("event");
    assertThat(first.json().get(0).get("size").intValue()).isEqualTo(7);
    assertThat(first.header("X-Hits")).hasValue("5");
    assertThat(second.json().get(0).get("id").stringValue())
        .isEqualTo(new UUID(0x0193_0000_0002_7000L, world.projectId).toString());
  }

  @Test
  void the_bytes_are_a_download_and_never_a_page() {
    var id = setAside(1);

    var answer = world.bob.browser().get(path + id + "/raw/");

    assertThat(answer.body()).isEqualTo("{\"n\":1}");
    assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.header("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void an_admin_dismisses_once() {
    var id = setAside(1);

    assertThat(world.bob.browser().delete(path + id + "/").status()).isEqualTo(403);
    assertThat(world.alice.browser().delete(path + id + "/").status()).isEqualTo(204);
    assertThat(world.alice.browser().delete(path + id + "/").status()).isEqualTo(404);
    assertThat(world.alice.browser().get(path).json().size()).isZero();
    assertThat(world.alice.browser().get(path + id + "/raw/").status()).isEqualTo(404);
  }

  @Test
  void a_retry_says_what_became_of_it() {
    var id = setAside(1); // without its context: kept by an older release

    assertThat(world.bob.browser().post(path + id + "/retry/", "").status()).isEqualTo(403);
    var answer = world.alice.browser().post(path + id + "/retry/", "");

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().get("outcome").stringValue()).isEqualTo("set_aside");
    assertThat(answer.json().get("detail").stringValue()).contains("no version or kind of ours");
    assertThat(world.bob.browser().get(path).json().size()).isEqualTo(1);
  }
}
