package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request, breadcrumbs, contexts, extra, modules, SDK, debug images, fingerprint. */
class SectionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':{'query_string':'b=2&a=x+y%21&flag'}}",
        "{'request':{'query_string':'?b=2&a=x+y%21&flag='}}",
        "{'request':{'query_string':{'b':'2','a':'x y!','flag':null}}}",
        "{'request':{'query_string':[['b',2],['a','x y!'],['flag','']]}}"
      })
  void every_query_is_a_list_of_pairs(String json) {
    assertThat(Events.stored(json, "request"))
        .isEqualTo("{'query_string':[['b','2'],['a','x y!'],['flag','']]}");
  }

  @Test
  void headers_are_sorted_pairs_and_cookies_are_pairs() {
    assertThat(
            Events.stored(
                "{'request':{'headers':{'Host':'h','Accept':['a','b']},'cookies':'a=b; c=d=e','method':'GET'}}",
                "request"))
        .isEqualTo(
            "{'headers':[['Accept','a'],['Host','h']],'cookies':[['a','b'],['c','d=e']],'method':'GET'}");
    assertThat(
            Events.stored("{'request':{'cookies':{},'headers':[],'query_string':''}}", "request"))
        .isEmpty();
  }

  @Test
  void the_query_of_the_url_counts_when_there_is_no_other() {
    NormalizedEvent event = Events.of("{'request':{'url':'http://x/y?q=1'}}");
    assertThat(event.requestUrl()).isEqualTo("http://x/y");
    assertThat(Events.stored(event).get("request").get("query_string").toString())
        .isEqualTo("[[\"q\",\"1\"]]");
    assertThat(Events.stored("{'request':{'url':'http://x/y?q=1#z'}}", "request"))
        .endsWith("'query_string':[['q','1']]}");
    assertThat(Events.stored("{'request':{'url':'http://x/#/route?q=1'}}", "request"))
        .isEqualTo("{'url':'http://x/#/route?q=1'}");
    assertThat(Events.of("{'request':{'url':'http://x/y#z'}}").requestUrl())
        .isEqualTo("http://x/y");
  }

  @Test
  void the_data_of_a_request_is_kept_whatever_it_is() {
    assertThat(Events.stored("{'request':{'data':{'a':[1]},'env':7}}", "request"))
        .isEqualTo("{'data':{'a':[1]}}");
    assertThat(
            Events.errors("{'request':{'data':'x','env':7,'headers':7,'url':[],'cookies':true}}"))
        .containsExactly(
            "invalid_data request.url",
            "invalid_data request.env",
            "invalid_data request.cookies",
            "invalid_data request.headers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'breadcrumbs':[{'message':'a','level':'log','timestamp':1795453399.5,'category':null}]}",
        "{'breadcrumbs':{'values':[{'message':'a','level':'log','timestamp':'2026-11-23T17:03:19.5Z'}]}}",
        "{'sentry.interfaces.Breadcrumbs':{'values':[{'message':'a','level':20,'timestamp':'2026-11-23T17:03:19.500'}]}}"
      })
  void every_shape_of_breadcrumbs_is_a_list(String json) {
    assertThat(Events.stored(json, "breadcrumbs"))
        .isEqualTo(
            "{'values':[{'message':'a','level':'info','timestamp':'2026-11-23T17:03:19.500Z'}]}");
  }

  @Test
  void the_newest_hundred_breadcrumbs_are_kept() {
    String crumbs =
        String.join(
            ",",
            IntStream.range(0, 150).mapToObj(index -> "{'message':'m" + index + "'}").toList());
    String stored = Events.stored("{'breadcrumbs':[" + crumbs + "]}", "breadcrumbs");
    assertThat(stored).doesNotContain("'m49'").contains("'m50'", "'m149'");
  }

  @Test
  void data_of_a_breadcrumb_is_an_object_and_nothing_it_says_is_lost() {
    assertThat(
            Events.stored(
                "{'breadcrumbs':[{'data':'text','level':'loud'},{'data':null}]}", "breadcrumbs"))
        .isEqualTo("{'values':[{'data':{'value':'text'}},{}]}");
  }

  @Test
  void a_context_has_a_type() {
    assertThat(
            Events.stored(
                "{'contexts':{'os':{'name':'x','build':null},'mine':{'type':'os','a':1},'empty':{},'text':'x','null':null}}",
                "contexts"))
        .isEqualTo("{'os':{'name':'x','type':'os'},'mine':{'type':'os','a':1}}");
    assertThat(Events.errors("{'contexts':{'text':'x'}}"))
        .containsExactly("invalid_data contexts.text");
  }

  @Test
  void extra_is_an_object() {
    assertThat(Events.stored("{'extra':{'a':[1]}}", "extra")).isEqualTo("{'a':[1]}");
    assertThat(Events.stored("{'extra':[1]}", "extra")).isEqualTo("{'extra':[1]}");
    assertThat(Events.stored("{'extra':'x'}", "extra")).isEqualTo("{'extra':'x'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "''", "[]", "null"})
  void empty_extra_is_left_out(String extra) {
    assertThat(Events.stored("{'extra':" + extra + "}", "extra")).isEmpty();
  }

  @Test
  void modules_are_names_and_versions() {
    assertThat(Events.stored("{'modules':{'a':'1','':'','b':2,'c':null,'d':{}}}", "modules"))
        .isEqualTo("{'a':'1','':'','b':'2','c':''}");
  }

  @Test
  void the_sdk_and_debug_images_are_kept() {
    assertThat(
            Events.stored(
                "{'sdk':{'name':'s','version':1,'packages':'x','integrations':['a',null]}}", "sdk"))
        .isEqualTo("{'name':'s','version':'1','integrations':['a','']}");
    assertThat(
            Events.stored(
                "{'debug_meta':{'images':[{'type':'elf','debug_id':'x'},{},7]}}", "debug_meta"))
        .isEqualTo("{'images':[{'type':'elf','debug_id':'x'}]}");
    assertThat(Events.stored("{'debug_meta':{'images':[7]}}", "debug_meta")).isEmpty();
    assertThat(Events.errors("{'debug_meta':{'images':7}}"))
        .containsExactly("invalid_data debug_meta.images");
  }

  @Test
  void a_fingerprint_is_a_list_of_texts() {
    assertThat(Events.of("{'fingerprint':['a',null,7,{}]}").fingerprint())
        .containsExactly("a", "", "7");
    assertThat(Events.of("{'fingerprint':'a'}").fingerprint()).containsExactly("a");
    assertThat(Events.of("{'fingerprint':[]}").fingerprint()).isEmpty();
    assertThat(Events.of("{'fingerprint':[" + "'a',".repeat(99) + "'a']}").fingerprint())
        .hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET;id>/tmp/x;#", "GET /", "P(x)", "P\nQ", "ü"})
  void a_method_that_is_none_is_left_out_and_noted(String method) {
    var json =
        "{'request':{'url':'http://h/','method':'%s'}}"
            .formatted(method.replace("'", "\\u0027").replace("\n", "\\n"));
    assertThat(Events.stored(json, "request")).isEqualTo("{'url':'http://h/'}");
    assertThat(Events.errors(Events.of(json)).toString()).contains("request.method");
  }
}
