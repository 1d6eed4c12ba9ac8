package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions, threads and stack traces in the shapes of sdk-wire 8.1. */
class ExceptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'exception':{'values':[{'type':'A','value':'b'}]}}",
        "{'exception':[{'type':'A','value':'b'}]}",
        "{'exception':{'type':'A','value':'b'}}",
        "{'exception':{'values':{'type':'A','value':'b'}}}",
        "{'exception':{'values':[null,{'type':'A','value':'b'}]}}",
        "{'sentry.interfaces.Exception':[{'type':'A','value':'b','module':null,'mechanism':null,'stacktrace':null}]}"
      })
  void every_shape_is_a_list_of_exceptions(String json) {
    NormalizedEvent event = Events.of(json);
    assertThat(event.type()).isEqualTo(EventType.ERROR);
    assertThat(Events.stored(event).get("exception").toString().replace('"', '\''))
        .isEqualTo("{'values':[{'type':'A','value':'b'}]}");
    assertThat(event.errorCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'exception':[]}",
        "{'exception':{}}",
        "{'exception':{'values':null}}",
        "{'exception':{'values':[]}}",
        "{'exception':[{}]}",
        "{'exception':[{'module':'m','mechanism':{'handled':true}}]}",
        "{'exception':[{'type':' ','value':''}]}"
      })
  void an_exception_that_says_nothing_is_none(String json) {
    NormalizedEvent event = Events.of(json);
    assertThat(event.type()).isEqualTo(EventType.DEFAULT);
    assertThat(Events.stored(event).has("exception")).isFalse();
  }

  @Test
  void an_exception_with_nothing_but_frames_is_kept() {
    assertThat(
            Events.of("{'exception':[{'stacktrace':{'frames':[{'function':'f'}]}}]}").exceptions())
        .hasSize(1);
  }

  @Test
  void a_bad_entry_is_dropped_alone() {
    NormalizedEvent event = Events.of("{'exception':[7,{'type':'A'},'text']}");
    assertThat(event.exceptions()).extracting(ExceptionValue::type).containsExactly("A");
    assertThat(Events.errors(event))
        .containsExactly("invalid_data exception.values.0", "invalid_data exception.values.2");
  }

  @Test
  void values_of_other_types_become_texts() {
    assertThat(
            Events.stored(
                "{'exception':[{'type':404,'value':{'code':1},'thread_id':3}]}", "exception"))
        .isEqualTo("{'values':[{'type':'404','value':'{\\'code\\':1}','thread_id':3}]}");
  }

  @Test
  void the_mechanism_tells_whether_it_was_handled() {
    NormalizedEvent event =
        Events.of(
            "{'exception':[{'type':'A','mechanism':{'type':'chained','handled':true}},{'type':'B','mechanism':{'type':'onerror','handled':'false','synthetic':1,'is_exception_group':true}}]}");
    assertThat(event.isUnhandled()).isTrue();
    assertThat(event.exceptions().getLast().mechanism())
        .isEqualTo(
            new ExceptionValue.Mechanism(
                "onerror", false, true, true, new ExceptionValue.Place(null, null, null)));
    assertThat(event.tags()).containsEntry("handled", "no").containsEntry("mechanism", "onerror");
  }

  @Test
  void a_bad_mechanism_does_not_cost_the_exception() {
    NormalizedEvent event =
        Events.of(
            "{'exception':[{'type':'A','mechanism':'generic'},{'type':'B','mechanism':{'handled':'perhaps'}}]}");
    assertThat(event.exceptions()).hasSize(2);
    assertThat(event.isUnhandled()).isFalse();
    assertThat(Events.errors(event))
        .containsExactly(
            "invalid_data exception.values.0.mechanism",
            "invalid_data exception.values.1.mechanism.handled");
  }

  @Test
  void of_a_long_chain_the_thrown_end_is_kept() {
    String values =
        String.join(
            ",", IntStream.range(0, 80).mapToObj(index -> "{'type':'E" + index + "'}").toList());
    NormalizedEvent event = Events.of("{'exception':{'values':[" + values + "]}}");
    assertThat(event.exceptions()).hasSize(50);
    assertThat(event.exceptions().getLast().type()).isEqualTo("E79");
    assertThat(Events.errors(event)).containsExactly("value_cut exception.values");
  }

  @Test
  void a_bad_frame_is_dropped_alone_and_a_bad_field_likewise() {
    NormalizedEvent event =
        Events.of(
            "{'exception':[{'type':'A','stacktrace':{'frames':[{'function':'a','lineno':'12','colno':{},'in_app':'true'},7,{'function':['x'],'filename':'b.py','vars':[1,2],'pre_context':['x',null,3]}]}}]}");
    assertThat(event.exceptions().getFirst().frames())
        .extracting(StackFrame::filename)
        .containsExactly(null, "b.py");
    assertThat(Events.errors(event))
        .containsExactly(
            "invalid_data exception.values.0.stacktrace.frames.0.colno",
            "invalid_data exception.values.0.stacktrace.frames.1",
            "invalid_data exception.values.0.stacktrace.frames.2.function");
    assertThat(
            Events.stored(event)
                .get("exception")
                .get("values")
                .get(0)
                .get("stacktrace")
                .toString()
                .replace('"', '\''))
        .isEqualTo(
            "{'frames':[{'function':'a','lineno':12,'in_app':true},{'filename':'b.py','vars':{'0':1,'1':2},'pre_context':['x','','3']}]}");
  }

  @Test
  void what_a_frame_has_beyond_the_known_fields_stays() {
    assertThat(
            Events.stored(
                "{'exception':[{'type':'A','stacktrace':{'frames':[{'function':'f','native':false,'hash':null}]}}]}",
                "exception"))
        .isEqualTo(
            "{'values':[{'type':'A','stacktrace':{'frames':[{'function':'f','native':false}]}}]}");
  }

  @Test
  void the_url_of_a_script_becomes_its_path() {
    NormalizedEvent event =
        Events.of(
            "{'exception':[{'type':'A','stacktrace':{'frames':[{'filename':'https://shop.example/js/app.js?v=1#x'},{'filename':'app:///main.js'},{'filename':'https://shop.example'}]}}]}");
    assertThat(event.exceptions().getFirst().frames())
        .extracting(StackFrame::filename)
        .containsExactly("/js/app.js", "app:///main.js", "/");
    assertThat(Events.stored(event).toString())
        .contains("\"abs_path\":\"https://shop.example/js/app.js?v=1#x\"");
  }

  @Test
  void of_endless_recursion_both_ends_are_kept() {
    String frames =
        String.join(
            ",",
            IntStream.range(0, 1000).mapToObj(index -> "{'function':'f" + index + "'}").toList());
    NormalizedEvent event =
        Events.of("{'exception':[{'type':'A','stacktrace':{'frames':[" + frames + "]}}]}");
    List<StackFrame> kept = event.exceptions().getFirst().frames();
    assertThat(kept).hasSize(250);
    assertThat(kept.get(99).function()).isEqualTo("f99");
    assertThat(kept.get(100).function()).isEqualTo("f850");
    assertThat(kept.getLast().function()).isEqualTo("f999");
    assertThat(Events.errors(event))
        .containsExactly("value_cut exception.values.0.stacktrace.frames");
  }

  @Test
  void a_trace_that_is_none_is_dropped() {
    assertThat(
            Events.stored(
                "{'exception':[{'type':'A','stacktrace':{'frames':null}},{'type':'B','stacktrace':'x'},{'type':'C','stacktrace':{'frames':{}}}]}",
                "exception"))
        .isEqualTo("{'values':[{'type':'A'},{'type':'B'},{'type':'C'}]}");
    assertThat(
            Events.stored(
                "{'exception':[{'type':'A','stacktrace':[{'function':'f'}]}]}", "exception"))
        .isEqualTo("{'values':[{'type':'A','stacktrace':{'frames':[{'function':'f'}]}}]}");
  }

  @Test
  void the_crash_frame_is_the_last_of_the_own_code() {
    List<ExceptionValue> exceptions =
        Events.of(
                "{'exception':[{'type':'A','stacktrace':{'frames':[{'function':'a','in_app':true},{'function':'b','in_app':true},{'function':'c','in_app':false}]}},{'type':'B','stacktrace':{'frames':[{'function':'x'},{'function':'y'}]}},{'type':'C'}]}")
            .exceptions();
    assertThat(exceptions.get(0).crashFrame()).extracting(StackFrame::function).isEqualTo("b");
    assertThat(exceptions.get(1).crashFrame()).extracting(StackFrame::function).isEqualTo("y");
    assertThat(exceptions.get(2).crashFrame()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'threads':{'values':[{'id':1,'stacktrace':{'frames':[{'function':'other'}]}},{'id':2,'crashed':true,'stacktrace':{'frames':[{'function':'f'}]}}]}}",
        "{'threads':[{'id':'1','current':true,'stacktrace':{'frames':[{'function':'f'}]}},{'id':2,'stacktrace':{'frames':[{'function':'other'}]}}]}",
        "{'stacktrace':{'frames':[{'function':'f'}]}}",
        "{'sentry.interfaces.Stacktrace':{'frames':[{'function':'f'}]}}",
        "{'threads':[{'id':1}],'stacktrace':{'frames':[{'function':'f'}]}}"
      })
  void the_thread_that_matters_gives_the_frames(String json) {
    NormalizedEvent event = Events.of(json);
    assertThat(event.threadFrames()).extracting(StackFrame::function).containsExactly("f");
    assertThat(Events.stored(event).get("threads").get("values")).isNotEmpty();
    assertThat(Events.stored(event).has("stacktrace")).isFalse();
  }

  @Test
  void a_trace_of_the_event_belongs_to_its_only_exception() {
    NormalizedEvent event =
        Events.of(
            "{'exception':[{'type':'A','stacktrace':null}],'stacktrace':{'frames':[{'function':'f'}]}}");
    assertThat(event.exceptions().getFirst().frames())
        .extracting(StackFrame::function)
        .containsExactly("f");
    assertThat(Events.stored(event).has("threads")).isFalse();
  }
}
