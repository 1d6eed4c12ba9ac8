package dev.fettle.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsModuleTest {

  @Test
  void a_table_that_fails_holds_up_none_of_those_after_it() {
    var reached = new ArrayList<String>();

    assertThatThrownBy(() ->
            JobsModule.forEach(
                List.of("event", "span", "log", "metric"),
                table -> {
                  reached.add(table);
                  if (table.equals("span") || table.equals("metric")) {
                    throw new IllegalStateException(table + " is locked");
                  }
                }))
        .hasMessage("span is locked")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    assertThat(reached).containsExactly("event", "span", "log", "metric");
  }
}
