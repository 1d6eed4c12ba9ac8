package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message':'hello'}",
        "{'message':{'formatted':'hello'}}",
        "{'message':{'message':'hello'}}",
        "{'logentry':{'formatted':'hello'}}",
        "{'logentry':{'message':'hello','params':[]}}",
        "{'logentry':'hello'}",
        "{'message':'other','logentry':{'message':'hello','params':null,'formatted':null}}",
        "{'logentry':{},'message':'hello'}",
        "{'contexts':{'feedback':{'message':'hello'}}}"
      })
  void every_shape_is_a_message(String json) {
    NormalizedEvent event = Events.of(json);
    assertThat(event.message()).isEqualTo(new LogEntry("hello", null));
    assertThat(Events.stored(json, "logentry")).isEqualTo("{'formatted':'hello'}");
  }

  @Test
  void a_parameterised_message_keeps_its_parts() {
    String json = "{'logentry':{'message':'User %s has %s items','params':['jane',3]}}";
    assertThat(Events.of(json).message())
        .isEqualTo(new LogEntry("User jane has 3 items", "User %s has %s items"));
    assertThat(Events.stored(json, "logentry"))
        .isEqualTo(
            "{'message':'User %s has %s items','params':['jane',3],'formatted':'User jane has 3 items'}");
  }

  @Test
  void what_the_client_formatted_is_not_formatted_again() {
    assertThat(
            Events.of("{'logentry':{'message':'a %s','params':['b'],'formatted':'mine'}}")
                .message())
        .isEqualTo(new LogEntry("mine", "a %s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%s and %d            | ['a',2]         | a and 2",
        "%s and %s            | ['a']           | a and %s",
        "%s                   | ['a','b']       | a",
        "%05.2f|[1.5]|1.5",
        "100%% of %s          | ['x']           | 100% of x",
        "100% sure            | ['x']           | 100% sure",
        "ends with %          | ['x']           | ends with %",
        "%(name)s is %(age)d  | {'name':'a','age':3} | a is 3",
        "%(name)s             | {'other':1}     | %(name)s",
        "{name} is {age}      | {'name':'a','age':3} | a is 3",
        "{} and {}            | ['a','b']       | a and b",
        "{1} and {0}          | ['a','b']       | b and a",
        "{0:>10} {x           | ['a']           | a {x",
        "{missing} stays      | {'a':1}         | {missing} stays",
        "nothing to fill      | ['a']           | nothing to fill",
        "%s                   | [{'a':1}]       | {'a':1}",
        "%s                   | [null]          | null"
      })
  void placeholders_are_filled_as_far_as_there_are_values(
      String template, String params, String expected) {
    NormalizedEvent event =
        Events.of("{'logentry':{'message':'" + template + "','params':" + params + "}}");
    assertThat(event.message()).isEqualTo(new LogEntry(expected.replace('\'', '"'), template));
  }

  @Test
  void a_long_message_is_cut_and_listed() {
    NormalizedEvent event = Events.of("{'message':'" + "m".repeat(20_000) + "'}");
    assertThat(event.message())
        .isNotNull()
        .extracting(LogEntry::formatted)
        .asString()
        .hasSize(8192);
    assertThat(Events.errors(event)).containsExactly("value_cut message");
    String boom =
        "{'logentry':{'message':'"
            + "%s".repeat(4000)
            + "','params':['"
            + "x".repeat(5000)
            + "']}}";
    assertThat(Events.of(boom).message())
        .isNotNull()
        .extracting(LogEntry::formatted)
        .asString()
        .hasSizeLessThanOrEqualTo(8192);
  }

  @Test
  void parameters_of_a_wrong_shape_are_listed() {
    assertThat(Events.errors("{'logentry':{'message':'a','params':'b'}}")).isEmpty();
    assertThat(Events.of("{'logentry':{'message':'a','params':'b'}}").message())
        .isEqualTo(new LogEntry("a", null));
  }

  /** A few hundred compressed bytes named a large parameter thousands of times. */
  @ParameterizedTest
  @ValueSource(strings = {"{a}", "%(a)s", "%(a)s {a}"})
  void a_template_that_repeats_a_large_parameter_stops_where_messages_end(String placeholder) {
    String json =
        "{'logentry':{'message':'%s','params':{'a':'%s'}}}"
            .formatted(placeholder.repeat(2_000), "A".repeat(200_000));

    assertThat(Events.of(json).message())
        .extracting(LogEntry::formatted)
        .isEqualTo("A".repeat(Messages.MAX_FORMATTED - 1) + "…");
  }

  @Test
  void a_parameter_that_is_a_tree_is_written_as_far_as_it_fits() {
    String json = "{'logentry':{'message':'%s %s','params':[[" + "[1,2],".repeat(20_000) + "0]]}}";

    assertThat(Events.stored(json, "logentry"))
        .contains("'formatted':'[[1,2],[1,2],")
        .endsWith("…'}");
  }
}
