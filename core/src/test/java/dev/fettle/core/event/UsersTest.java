package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{'id':17,'username':'u','email':'e','ip_address':'10.1.2.3'} | id:17",
        "{'username':'u','email':'e','ip_address':'10.1.2.3'} | username:u",
        "{'email':'e','ip_address':'10.1.2.3'} | email:e",
        "{'ip_address':'10.1.2.3'} | ip:10.1.2.3",
        "{'id':'','username':' ','email':null} | -",
        "{'id':{'a':1},'email':'e'} | email:e",
        "{'data':{'plan':'gold'}} | -",
        "{} | -",
        "null | -"
      })
  void people_are_counted_by_their_most_telling_identity(String user, @Nullable String key) {
    assertThat(Events.of("{'user':" + user + "}").userKey()).isEqualTo(key);
  }

  @Test
  void own_keys_move_into_data() {
    assertThat(
            Events.stored("{'user':{'id':17,'plan':'gold','segment':null,'data':{'a':1}}}", "user"))
        .isEqualTo("{'id':'17','data':{'a':1,'plan':'gold'}}");
    assertThat(Events.stored("{'user':{'id':17,'plan':'gold'}}", "user"))
        .isEqualTo("{'id':'17','data':{'plan':'gold'}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'user':{'ip_address':'{{auto}}'}}",
        "{'user':{'geo':{'city':'x'}},'sdk':{'settings':{'infer_ip':'auto'}}}",
        "{'sdk':{'settings':{'infer_ip':'auto'}}}"
      })
  void an_address_is_inferred_when_the_client_asks_for_it(String json) {
    assertThat(Events.of(json).userKey()).isEqualTo("ip:203.0.113.77");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'user':{'id':'1'}}",
        "{'user':{'id':'1'},'sdk':{'settings':{'infer_ip':'never'}}}",
        "{'sdk':{'settings':'auto'}}",
        "{'sdk':{'settings':{'infer_ip':true}}}"
      })
  void an_address_is_not_inferred_otherwise(String json) {
    assertThat(Events.stored(json).toString()).doesNotContain("203.0.113.77");
  }

  @Test
  void what_is_no_address_is_dropped_and_listed() {
    NormalizedEvent event = Events.of("{'user':{'id':'1','ip_address':'localhost'}}");
    assertThat(Events.stored(event).get("user").toString()).isEqualTo("{\"id\":\"1\"}");
    assertThat(Events.errors(event)).containsExactly("invalid_data user.ip_address");
  }

  @Test
  void without_a_client_address_auto_means_nothing() {
    ReceivedContext unknown = new ReceivedContext(Events.RECEIVED, Events.FALLBACK_ID, null, false);
    NormalizedEvent event = Events.of("{'user':{'ip_address':'{{auto}}'}}", unknown);
    assertThat(event.userKey()).isNull();
    assertThat(Events.stored(event).has("user")).isFalse();
  }

  @Test
  void scrubbing_anonymises_every_address() {
    String json =
        "{'user':{'ip_address':'{{auto}}'},'request':{'env':{'REMOTE_ADDR':'198.51.100.9'},'headers':{'X-Forwarded-For':'198.51.100.9, unknown, 2001:db8:1:2::3','Host':'h'}}}";
    String stored = Events.stored(Events.of(json, Events.SCRUBBING)).toString();
    assertThat(stored)
        .doesNotContain("203.0.113.77", "198.51.100.9", "2001:db8:1:2")
        .contains("203.0.113.0", "\"REMOTE_ADDR\":\"198.51.100.0\"", "198.51.100.0, 2001:db8:1::");
    assertThat(Events.stored(Events.of(json)).toString())
        .contains("203.0.113.77", "198.51.100.9, unknown");
  }
}
