package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'tags':{'a':'b','n':7}}",
        "{'tags':[['a','b'],['n',7]]}",
        "{'tags':[{'key':'a','value':'b'},{'key':'n','value':7}]}",
        "{'tags':{'a':'b','n':7,'empty':'','blank':' ','null':null,'':'x'}}"
      })
  void every_shape_is_keys_and_values_in_order(String json) {
    NormalizedEvent event = Events.of(json);
    assertThat(event.tags())
        .containsExactly(entry("a", "b"), entry("n", "7"), entry("level", "error"));
    assertThat(event.errorCount()).isZero();
    assertThat(Events.stored(json, "tags")).isEqualTo("{'a':'b','n':'7','level':'error'}");
  }

  @Test
  void a_bad_entry_is_dropped_alone() {
    NormalizedEvent event = Events.of("{'tags':[['a','b'],['only'],7,['c',true],null]}");
    assertThat(event.tags()).containsOnlyKeys("a", "c", "level").containsEntry("c", "true");
    assertThat(Events.errors(event)).containsExactly("invalid_data tags.1", "invalid_data tags.2");
  }

  @Test
  void keys_and_values_are_cut_to_255_characters() {
    NormalizedEvent event =
        Events.of("{'tags':{'" + "k".repeat(300) + "':'" + "v".repeat(300) + "'}}");
    assertThat(event.tags()).containsKey("k".repeat(255)).containsValue("v".repeat(254) + "…");
    assertThat(Events.errors(event)).hasSize(1);
  }

  @Test
  void there_are_at_most_200_tags_of_the_client() {
    StringBuilder tags = new StringBuilder("{'tags':{'x':1");
    for (int index = 0; index < 300; index++) {
      tags.append(",'k").append(index).append("':1");
    }
    NormalizedEvent event = Events.of(tags + "}}");
    assertThat(event.tags()).hasSize(201).containsKey("level");
  }

  @Test
  void facts_replace_tags_of_the_same_name_and_conveniences_do_not() {
    NormalizedEvent event =
        Events.of(
            "{'environment':'staging','release':'1.0','server_name':'h','level':'info','transaction':'GET /','user':{'id':1,'email':'a@b','username':'u'},"
                + "'request':{'url':'http://x/y?z'},'contexts':{'os':{'name':'Linux','version':'6.1\\n'},'browser':{'name':'Firefox','version':'153'},"
                + "'runtime':{'name':'node'},'device':{'model':'Pixel'}},'tags':{'environment':'mine','url':'mine','os':'mine'}}");
    assertThat(event.tags())
        .containsOnly(
            entry("environment", "staging"),
            entry("url", "mine"),
            entry("os", "mine"),
            entry("os.name", "Linux"),
            entry("browser", "Firefox 153"),
            entry("browser.name", "Firefox"),
            entry("runtime", "node"),
            entry("runtime.name", "node"),
            entry("device", "Pixel"),
            entry("user.id", "1"),
            entry("user.email", "a@b"),
            entry("user.username", "u"),
            entry("release", "1.0"),
            entry("server_name", "h"),
            entry("level", "info"),
            entry("transaction", "GET /"));
  }

  @Test
  void a_version_is_stripped() {
    assertThat(Events.of("{'contexts':{'os':{'name':'Linux','version':'6.1\\n'}}}").tags())
        .containsEntry("os", "Linux 6.1");
  }
}
