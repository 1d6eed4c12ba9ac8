package dev.fettle.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The links that the web client writes, from the table that its own tests use. */
class QueryLinksTest {

  private static final Path TABLE = Path.of("../web/src/testing/query-links.json");

  @Test
  void a_link_of_the_client_is_read_as_the_tag_it_was_made_of()
      throws IOException, MalformedQueryException {
    var table = JsonMapper.shared().readTree(TABLE.toFile());
    assertThat(table.size()).isGreaterThan(15);
    for (var row : table) {
      var query = row.get("query").stringValue();
      var clauses = QueryParser.parse(query).clauses();
      assertThat(clauses).as(query).hasSize(1);
      var filter = (Clause.Filter) clauses.getFirst();
      assertThat(filter.key()).as(query).isEqualTo(row.get("key").stringValue());
      assertThat(filter.negated()).as(query).isFalse();
      assertThat(filter.values().stream().map(Phrase::parts).toList())
          .as(query)
          .isEqualTo(List.of(List.of(row.get("value").stringValue())));
    }
  }
}
