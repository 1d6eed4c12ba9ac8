package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.payloads.EventPayloads;
import dev.fettle.payloads.ProjectDictionary;
import dev.fettle.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events at rest, over a real database: dictionaries learned, used, replaced and read again. */
class EventPayloadsDbTest {

  private static TestDatabase database;
  private final Random random = new Random(17);
  private Digester digester;
  private Digester.Project project;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    digester = new Digester(database);
    project = digester.project();
  }

  /** About 1 KB: functions that all events of this framework have in common, lines that differ. */
  private byte[] event(String framework) {
    var names = new Random(framework.hashCode());
    var json = new StringBuilder("{\"frames\":[");
    for (int frame = 0; frame < 30; frame++) {
      json.append("{\"function\":\"")
          .append(Long.toHexString(names.nextLong()))
          .append("\",\"lineno\":")
          .append(random.nextInt(10))
          .append("},");
    }
    return json.append("{}],\"user\":\"")
        .append(Long.toHexString(random.nextLong()))
        .append("\"}")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private EventPayloads.Packed pack(byte[] json) {
    return digester.payloads.pack(project.id(), json);
  }

  /** Sends events and waits for the trainer's thread after each that it may have work for. */
  private void send(int events, String framework) {
    for (int sent = 0; sent < events; sent++) {
      pack(event(framework));
      if (sent == 0 || sent % ProjectDictionary.SAMPLE_COUNT == 0) {
        digester.training.settle();
      }
    }
    digester.training.settle();
  }

  private long dictionaries() {
    return digester.number(
        "SELECT count(*) FROM payload_dictionary WHERE project_id = :id", project.id());
  }

  @Test
  void a_project_gets_a_dictionary_that_makes_its_events_much_smaller() {
    var json = event("django");
    var first = pack(json);
    assertThat(first.dictionaryId()).isEqualTo(EventPayloads.NO_DICTIONARY);

    send(ProjectDictionary.SAMPLE_COUNT + 1, "django");

    var packed = pack(json);
    assertThat(packed.dictionaryId()).isNotEqualTo(EventPayloads.NO_DICTIONARY);
    assertThat(packed.bytes().length()).isLessThan(first.bytes().length() / 2);
    for (var stored : new EventPayloads.Packed[] {first, packed}) {
      assertThat(
              digester.payloads.unpack(
                  stored.bytes().toByteArray(), json.length, stored.dictionaryId()))
          .isEqualTo(json);
    }
  }

  @Test
  void another_node_uses_the_dictionary_that_is_there() {
    send(ProjectDictionary.SAMPLE_COUNT + 1, "django");
    int trained = pack(event("django")).dictionaryId();

    digester = new Digester(database);
    pack(event("django"));
    digester.training.settle();

    assertThat(pack(event("django")).dictionaryId()).isEqualTo(trained);
    assertThat(dictionaries()).isEqualTo(1);
  }

  @Test
  void a_dictionary_that_no_longer_fits_is_replaced_and_old_events_stay_readable() {
    send(ProjectDictionary.SAMPLE_COUNT + 1, "django");
    var old = event("django");
    var oldPacked = pack(old);

    send(4 * ProjectDictionary.SAMPLE_COUNT, "quarkus");

    var fresh = pack(event("quarkus"));
    assertThat(fresh.dictionaryId()).isGreaterThan(oldPacked.dictionaryId());
    assertThat(
            digester.payloads.unpack(
                oldPacked.bytes().toByteArray(), old.length, oldPacked.dictionaryId()))
        .isEqualTo(old);

    digester.dictionaries.deleteReplaced(digester.now.minus(Duration.ofDays(1)));
    assertThat(dictionaries()).isEqualTo(2);
    digester.dictionaries.deleteReplaced(digester.now.plus(Duration.ofDays(1)));
    assertThat(dictionaries()).isEqualTo(1);
  }

  @Test
  void what_does_not_repeat_itself_gets_no_dictionary() {
    var noise = new byte[600];
    for (int sent = 0; sent < ProjectDictionary.SAMPLE_COUNT + 1; sent++) {
      random.nextBytes(noise);
      pack(noise);
      if (sent == 0) {
        digester.training.settle();
      }
    }
    digester.training.settle();

    random.nextBytes(noise);
    assertThat(pack(noise).dictionaryId()).isEqualTo(EventPayloads.NO_DICTIONARY);
    assertThat(dictionaries()).isZero();
  }

  @Test
  void an_event_is_read_through_the_dictionary_it_names() {
    var events = new String[ProjectDictionary.SAMPLE_COUNT + 2];
    for (int index = 0; index < events.length; index++) {
      events[index] = Digester.error("KeyError", "\"extra\":{\"order\":" + index + "}");
    }
    digester.write(project, events[0]);
    digester.training.settle();
    digester.write(project, events);
    digester.training.settle();
    digester.now = digester.now.plusSeconds(1);
    digester.write(project, Digester.error("KeyError", "\"extra\":{\"order\":-1}"));

    var issue = digester.number("SELECT id FROM issue WHERE project_id = :id", project.id());
    var newest =
        new EventReadStore(digester.jdbc, () -> digester.now)
            .listBefore(EventReadStore.Owner.ISSUE, issue, null, 1)
            .getFirst();
    assertThat(newest.dictionaryId()).isNotEqualTo(EventPayloads.NO_DICTIONARY);
    assertThat(new String(newest.json(digester.payloads), StandardCharsets.UTF_8))
        .contains("\"order\":-1");
  }
}
