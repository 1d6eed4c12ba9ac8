package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.event.Events;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link Grouping}, one test per rule and per exception to it. */
class GroupingTest {

  private static Grouping group(String json) {
    return Grouping.of(Events.of(json));
  }

  private static EventHash hash(String json) {
    return group(json).primary();
  }

  private static String error(String type, String value, String... frames) {
    return "{'exception':[" + exception(type, value, frames) + "]}";
  }

  private static String exception(String type, String value, String... frames) {
    return "{'type':'"
        + type
        + "','value':'"
        + value
        + "','stacktrace':{'frames':["
        + String.join(",", frames)
        + "]}}";
  }

  private static String own(String module, String function) {
    return "{'module':'"
        + module
        + "','function':'"
        + function
        + "','lineno':"
        + Math.abs(function.hashCode() % 100)
        + ",'in_app':true}";
  }

  private static String foreign(String module, String function) {
    return "{'module':'" + module + "','function':'" + function + "','in_app':false}";
  }

  @Test
  void frames_of_nodes_event_loop_do_not_count_even_where_no_frame_is_in_app() {
    var own = "{'module':'shop.mjs','function':'charge','filename':'/app/shop.mjs'}";
    var loop = "{'function':'ModuleJob.run','filename':'node:internal/modules/esm/module_job'}";
    var tick = "{'function':'processTicks','filename':'internal/process/task_queues.js'}";
    var raven = "{'function':'?','module':'loader','filename':'async node:internal/loader'}";

    assertThat(hash(error("DbError", "x", loop, own)))
        .isEqualTo(hash(error("DbError", "x", tick, own)))
        .isEqualTo(hash(error("DbError", "x", raven, own)))
        .isEqualTo(hash(error("DbError", "x", own)));
  }

  @Test
  void line_numbers_columns_source_and_variables_do_not_count() {
    assertThat(
            hash(
                error(
                    "DbError",
                    "x",
                    "{'module':'a','function':'f','lineno':1,'colno':2,'context_line':'x()','vars':{'a':1},'in_app':true}")))
        .isEqualTo(
            hash(error("DbError", "x", "{'module':'a','function':'f','lineno':99,'in_app':true}")));
  }

  @Test
  void the_message_of_a_telling_type_does_not_count() {
    assertThat(hash(error("DbError", "user jane", own("a", "f"))))
        .isEqualTo(hash(error("DbError", "user bob", own("a", "f"))));
  }

  @Test
  void the_message_of_a_generic_type_counts_without_its_parameters() {
    assertThat(hash(error("Error", "user 17 not found", own("a", "f"))))
        .isEqualTo(hash(error("Error", "user 18 not found", own("a", "f"))));
    assertThat(hash(error("Error", "user not found", own("a", "f"))))
        .isNotEqualTo(hash(error("Error", "cart is empty", own("a", "f"))));
    assertThat(hash(error("RuntimeException", "a", own("a", "f"))))
        .isNotEqualTo(hash(error("RuntimeException", "b", own("a", "f"))));
  }

  @Test
  void another_own_function_is_another_issue() {
    assertThat(hash(error("DbError", "x", own("a", "f"), own("a", "g"))))
        .isNotEqualTo(hash(error("DbError", "x", own("a", "f"), own("a", "h"))));
    assertThat(hash(error("DbError", "x", own("a", "f"))))
        .isNotEqualTo(hash(error("DbError", "x", own("b", "f"))));
  }

  @Test
  void another_type_is_another_issue() {
    assertThat(hash(error("DbError", "x", own("a", "f"))))
        .isNotEqualTo(hash(error("IoError", "x", own("a", "f"))));
  }

  @Test
  void foreign_frames_count_only_when_there_are_no_own_ones() {
    assertThat(hash(error("DbError", "x", own("a", "f"), foreign("lib", "v1"))))
        .isEqualTo(
            hash(
                error(
                    "DbError", "x", foreign("lib", "start"), own("a", "f"), foreign("lib", "v2"))));
    assertThat(hash(error("DbError", "x", foreign("lib", "v1"))))
        .isNotEqualTo(hash(error("DbError", "x", foreign("lib", "v2"))));
  }

  @Test
  void without_usable_frames_type_and_message_count() {
    assertThat(hash("{'exception':[{'type':'DbError','value':'user 17'}]}"))
        .isEqualTo(hash("{'exception':[{'type':'DbError','value':'user 18'}]}"));
    assertThat(hash("{'exception':[{'type':'DbError','value':'user'}]}"))
        .isNotEqualTo(hash("{'exception':[{'type':'DbError','value':'cart'}]}"));
    assertThat(hash(error("DbError", "user", "{'filename':'<anonymous>','function':'?'}")))
        .isEqualTo(hash("{'exception':[{'type':'DbError','value':'user'}]}"));
  }

  @Test
  void recursion_of_another_depth_is_the_same_recursion() {
    assertThat(
            hash(
                error(
                    "StackOverflow",
                    "x",
                    own("a", "f"),
                    own("a", "rec"),
                    own("a", "rec"),
                    own("a", "rec"))))
        .isEqualTo(hash(error("StackOverflow", "x", own("a", "f"), own("a", "rec"))));
    assertThat(
            hash(
                error(
                    "StackOverflow",
                    "x",
                    own("a", "even"),
                    own("a", "odd"),
                    own("a", "even"),
                    own("a", "odd"))))
        .isEqualTo(hash(error("StackOverflow", "x", own("a", "even"), own("a", "odd"))));
  }

  @Test
  void what_builds_generate_does_not_count() {
    assertThat(
            hash(
                error(
                    "DbError",
                    "x",
                    own("a.Cart$$Lambda$14/0x01", "lambda$pay$3"),
                    foreign("b", "c"))))
        .isEqualTo(
            hash(
                error(
                    "DbError",
                    "x",
                    own("a.Cart$$Lambda$99/0x02", "lambda$pay$7"),
                    foreign("b", "c"))));
    assertThat(
            hash(
                error(
                    "DbError",
                    "x",
                    own("a", "f"),
                    own("jdk.internal.reflect.GeneratedMethodAccessor12", "invoke"))))
        .isEqualTo(hash(error("DbError", "x", own("a", "f"))));
    assertThat(
            hash(
                error(
                    "DbError",
                    "x",
                    "{'filename':'/assets/index-B3fa9c1d.js','function':'f','in_app':true}")))
        .isEqualTo(
            hash(
                error(
                    "DbError",
                    "x",
                    "{'filename':'/assets/index-Xx8_aa12.js','function':'f','in_app':true}")));
  }

  @Test
  void causes_count_and_repeated_ones_count_once() {
    String chain =
        "{'exception':["
            + exception("IoError", "x", own("a", "g"))
            + ","
            + exception("DbError", "y", own("a", "f"))
            + "]}";
    assertThat(hash(chain)).isNotEqualTo(hash(error("DbError", "y", own("a", "f"))));
    String twins =
        "{'exception':["
            + exception("IoError", "1", own("a", "g"))
            + ","
            + exception("IoError", "2", own("a", "g"))
            + ","
            + exception("DbError", "y", own("a", "f"))
            + "]}";
    assertThat(hash(twins)).isEqualTo(hash(chain));
  }

  @Test
  void suppressed_exceptions_do_not_count() {
    String suppressed = "{'type':'CloseError','value':'x','mechanism':{'type':'suppressed'}},";
    String thrown = exception("DbError", "y", own("a", "f"));
    assertThat(hash("{'exception':[" + suppressed + thrown + "]}"))
        .isEqualTo(hash("{'exception':[" + thrown + "]}"));
    assertThat(group("{'exception':[" + suppressed + "null]}").explanation())
        .contains("exception: CloseError");
  }

  @Test
  void a_message_is_grouped_by_its_template() {
    assertThat(hash("{'logentry':{'message':'User %s left','params':['jane']}}"))
        .isEqualTo(hash("{'logentry':{'message':'User %s left','params':['bob']}}"));
    assertThat(hash("{'logentry':{'message':'User %s left','params':['jane']}}"))
        .isNotEqualTo(hash("{'logentry':{'message':'User %s came','params':['jane']}}"));
  }

  @Test
  void a_message_without_a_template_is_grouped_without_its_parameters() {
    assertThat(hash("{'message':'order 17 failed'}"))
        .isEqualTo(hash("{'message':'order 18 failed'}"));
    assertThat(hash("{'message':'order failed'}"))
        .isNotEqualTo(hash("{'message':'order cancelled'}"));
    assertThat(hash("{'message':'a','level':'info'}"))
        .isEqualTo(hash("{'message':'a','level':'error'}"));
  }

  @Test
  void messages_with_a_stack_of_the_sdk_are_told_apart_by_what_they_say() {
    String synthetic =
        "{'message':'%s','exception':[{'value':'%s','mechanism':{'synthetic':true},'stacktrace':{'frames':["
            + own("app", "main")
            + "]}}]}";
    assertThat(hash(synthetic.replace("%s", "Message at fatal")))
        .isNotEqualTo(hash(synthetic.replace("%s", "Message at error")));
    assertThat(hash(synthetic.replace("%s", "burst 1")))
        .isEqualTo(hash(synthetic.replace("%s", "burst 2")));
    assertThat(hash(synthetic.replace("%s", "burst 1"))).isEqualTo(hash("{'message':'burst 3'}"));
  }

  @Test
  void thrown_texts_are_told_apart_by_what_they_say() {
    String thrown =
        "{'exception':[{'type':'Error','value':'%s','mechanism':{'synthetic':true},'stacktrace':{'frames':["
            + own("app", "main")
            + "]}}]}";
    assertThat(hash(thrown.replace("%s", "a"))).isNotEqualTo(hash(thrown.replace("%s", "b")));
  }

  @Test
  void an_event_without_any_text_is_grouped_by_its_thread_or_its_culprit() {
    assertThat(
            group("{'threads':[{'crashed':true,'stacktrace':{'frames':[" + own("a", "f") + "]}}]}")
                .explanation())
        .containsExactly("frame: a:f");
    assertThat(group("{'transaction':'GET /cart/17'}").explanation())
        .containsExactly("culprit: GET /cart/<number>");
    assertThat(hash("{'transaction':'GET /cart'}"))
        .isNotEqualTo(hash("{'transaction':'GET /user'}"));
  }

  @Test
  void a_report_of_a_security_policy_is_grouped_by_directive_and_source() {
    String report =
        "{'csp':{'effective-directive':'%s','blocked-uri':'%s','document-uri':'http://h/%s'}}";
    assertThat(hash(report.formatted("img-src", "http://cdn/a.png", "1")))
        .isEqualTo(hash(report.formatted("img-src", "http://cdn/b.png", "2")));
    assertThat(hash(report.formatted("img-src", "http://cdn/a.png", "1")))
        .isNotEqualTo(hash(report.formatted("img-src", "http://other/a.png", "1")));
    assertThat(hash(report.formatted("script-src", "inline", "1")))
        .isNotEqualTo(hash(report.formatted("script-src", "eval", "1")));
  }

  @Test
  void a_client_fingerprint_decides_alone() {
    assertThat(hash("{'fingerprint':['a','b'],'message':'x'}"))
        .isEqualTo(hash("{'fingerprint':['a','b'],'exception':[{'type':'A'}]}"));
    assertThat(hash("{'fingerprint':['a','b'],'message':'x'}"))
        .isNotEqualTo(hash("{'fingerprint':['ab'],'message':'x'}"));
    assertThat(hash("{'fingerprint':['b','a'],'message':'x'}"))
        .isNotEqualTo(hash("{'fingerprint':['a','b'],'message':'x'}"));
    assertThat(hash("{'fingerprint':[],'message':'x'}")).isEqualTo(hash("{'message':'x'}"));
  }

  @Test
  void the_default_is_mixed_into_a_client_fingerprint() {
    assertThat(hash("{'fingerprint':['{{ default }}'],'message':'x'}"))
        .isEqualTo(hash("{'message':'x'}"));
    assertThat(hash("{'fingerprint':['{{default}}'],'message':'x'}"))
        .isEqualTo(hash("{'message':'x'}"));
    assertThat(hash("{'fingerprint':['a','{{ default }}'],'message':'x'}"))
        .isNotEqualTo(hash("{'fingerprint':['a','{{ default }}'],'message':'y'}"));
    assertThat(hash("{'fingerprint':['a','{{ default }}'],'message':'x'}"))
        .isNotEqualTo(hash("{'message':'x'}"));
    assertThat(group("{'fingerprint':['a','{{ default }}'],'message':'x'}").explanation())
        .containsExactly("fingerprint: a", "message: x");
  }

  @Test
  void a_value_cannot_pretend_to_be_two() {
    assertThat(hash("{'fingerprint':['a\\nfingerprint\\tb'],'message':'x'}"))
        .isNotEqualTo(hash("{'fingerprint':['a','b'],'message':'x'}"));
  }

  @Test
  void native_frames_without_symbols_are_recognised_by_their_offset() {
    String first =
        "{'instruction_addr':'0x559e8134b8e4','image_addr':'0x559e81344000','package':'/srv/app/shop'}";
    String relocated =
        "{'instruction_addr':'0x7f008134b8e4','image_addr':'0x7f0081344000','package':'/srv/app/shop'}";
    String elsewhere =
        "{'instruction_addr':'0x559e8134b8e5','image_addr':'0x559e81344000','package':'/srv/app/shop'}";
    assertThat(hash(error("SIGSEGV", "x", first)))
        .isEqualTo(hash(error("SIGSEGV", "x", relocated)));
    assertThat(hash(error("SIGSEGV", "x", first)))
        .isNotEqualTo(hash(error("SIGSEGV", "x", elsewhere)));
  }

  @Test
  void the_explanation_says_what_was_used() {
    assertThat(
            group(
                    error(
                        "Error",
                        "user 17",
                        own("app", "main"),
                        own("app", "load"),
                        foreign("lib", "x")))
                .explanation())
        .containsExactly(
            "exception: Error", "value: user <number>", "frame: app:load", "frame: app:main");
  }

  @Test
  void hashes_are_looked_up_in_order() {
    Grouping grouping = group("{'message':'x'}");
    assertThat(grouping.hashes()).isEqualTo(List.of(grouping.primary(), grouping.glitchTip()));
  }

  @Test
  void a_hash_of_today_is_a_hash_of_tomorrow() {
    // Stored hashes outlive the code: if this changes, every issue of every installation splits.
    assertThat(hash("{'message':'hello'}").toHex()).isEqualTo("7a6249c850ba30e2ef6f980a188a5357");
  }
}
