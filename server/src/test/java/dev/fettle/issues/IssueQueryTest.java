package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.query.MalformedQueryException;
import dev.fettle.projects.ShortId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueQueryTest {

  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  /** One project {@code shop} with an issue 42, and a few tags. */
  private static final IssueQuery.Names NAMES =
      new IssueQuery.Names() {
        @Override
        public @Nullable Long project(String slug) {
          return slug.equals("shop") ? 7L : null;
        }

        @Override
        public @Nullable Long issue(ShortId shortId) {
          return shortId.equals(new ShortId("shop", 42)) ? 4242L : null;
        }

        @Override
        public Set<String> tags(Set<String> keys) {
          var known = new HashSet<>(keys);
          known.retainAll(Set.of("city", "my tag", "a:b", "region", "http.status", "logger"));
          return known;
        }
      };

  /** As a list reads it. */
  static IssueQuery read(String text) {
    try {
      return IssueQueryReader.read(text, NAMES, NOW, false);
    } catch (MalformedQueryException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Term only(String query) {
    var clauses = read(query).clauses();
    assertThat(clauses).hasSize(1);
    return clauses.getFirst().term();
  }

  private static Term.Tag tag(String key, String... values) {
    return new Term.Tag(key, List.of(values));
  }

  private static Term.Word word(String... parts) {
    return new Term.Word(List.of(parts));
  }

  @Test
  void reads_filters_with_their_sign() {
    assertThat(read("is:resolved !level:[error,warn] \"a b\" !word").clauses())
        .containsExactly(
            new IssueQuery.Clause(false, new Term.Is(Term.State.RESOLVED)),
            new IssueQuery.Clause(
                true, new Term.Column(Term.Field.LEVEL, List.of("error", "warning"))),
            new IssueQuery.Clause(false, word("a b")),
            new IssueQuery.Clause(true, word("word")));
  }

  @Test
  void text_with_a_colon_is_text_when_nothing_is_called_like_that() {
    for (var text :
        List.of(
            "Rack::Timeout::RequestTimeoutError",
            "localhost:8080",
            "http://localhost:8080/checkout",
            "TypeError:",
            "Foo<T>:bar",
            ":x")) {
      assertThat(only(text)).as(text).isEqualTo(word(text));
    }
    assertThat(only("city:8080")).isEqualTo(tag("city", "8080"));
    assertThat(only("release:8080")).isEqualTo(tag("release", "8080"));
    assertThat(only("foo:b*r")).isEqualTo(word("foo:b", "r"));
  }

  @Test
  void tags_of_any_name_are_reached() {
    assertThat(only("\"my tag\":\"some value\"")).isEqualTo(tag("my tag", "some value"));
    assertThat(only("\"a:b\":[c,d]")).isEqualTo(tag("a:b", "c", "d"));
    assertThat(only("tags[http.status]:504")).isEqualTo(tag("http.status", "504"));
    assertThat(only("tags[release]:1")).isEqualTo(tag("release", "1"));
    assertThat(only("logger:billing")).isEqualTo(tag("logger", "billing"));
  }

  @Test
  void reads_times_numbers_and_names() {
    assertThat(only("age:-2h"))
        .isEqualTo(
            new Term.Seen(
                Term.SeenField.FIRST_SEEN, Term.Comparison.AT_LEAST, NOW.minusSeconds(7200)));
    assertThat(only("lastSeen:>2026-11-01"))
        .isEqualTo(
            new Term.Seen(
                Term.SeenField.LAST_SEEN,
                Term.Comparison.MORE,
                Instant.parse("2026-11-01T00:00:00Z")));
    assertThat(only("timesSeen:>=10"))
        .isEqualTo(new Term.Amount(Term.NumberField.EVENTS, Term.Comparison.AT_LEAST, 10));
    assertThat(only("times_seen:5"))
        .isEqualTo(new Term.Amount(Term.NumberField.EVENTS, Term.Comparison.EQUAL, 5));
    assertThat(only("has:user"))
        .isEqualTo(new Term.Amount(Term.NumberField.USERS, Term.Comparison.MORE, 0));
    assertThat(only("has:release")).isEqualTo(new Term.HasTag("release"));
    assertThat(only("project:shop")).isEqualTo(new Term.Projects(List.of(7L)));
    assertThat(only("issue:SHOP-1A")).isEqualTo(new Term.Issues(List.of(4242L)));
    assertThat(only("is:unassigned")).isEqualTo(new Term.Always());
    assertThat(only("assigned:none")).isEqualTo(new Term.Always());
    assertThat(only("error.unhandled:true")).isEqualTo(new Term.Is(Term.State.UNHANDLED));
    assertThat(only("error.handled:false")).isEqualTo(new Term.Is(Term.State.UNHANDLED));
    assertThat(only("error.handled:1")).isEqualTo(new Term.Is(Term.State.HANDLED));
    assertThat(only("tags[release]:latest")).isEqualTo(tag("release", "latest"));
    assertThat(only("is:archived")).isEqualTo(new Term.Is(Term.State.IGNORED));
  }

  @Test
  void knows_ids() {
    assertThat(read(" 0123456789abcdef0123456789abcdef ").eventId()).isNotNull();
    assertThat(read("SHOP-1A").shortId()).isEqualTo(new ShortId("shop", 42));
    assertThat(read("").clauses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "level:warn*",
        "level:noise",
        "level:",
        "level:\"\"",
        "level:[error,noise]",
        "type:crash",
        "environment:\"\"",
        "release:web@*",
        "region:eu-*",
        "user.email:*@example.com",
        "release.version:1.4.0",
        "firstRelease:web@1",
        "has:nonsense",
        "!has:nonsense",
        "has:[user,city]",
        "is:nonsense",
        "is:assigned",
        "is:[resolved,ignored]",
        "assigned:me",
        "error.unhandled:maybe",
        "release:latest",
        "release:[latest,1]",
        "error.type:TypeError",
        "error.value:\"out of memory\"",
        "title:*memory*",
        "message:undefined",
        "!message:*memory*",
        "stack.function:render",
        "http.method:POST",
        "!http.method:POST",
        "http.url:https://shop.example.com/orders",
        "user.ip:203.0.113.7",
        "dist:a/b",
        "platform.name:php",
        "project:nope",
        "!project:nope",
        "issue:SHOP-1",
        "issue:151",
        "issue.category:error",
        "event.type:error",
        "event.timestamp:>2026-01-01",
        "timestamp:>2026-01-01",
        "id:0123",
        "!nonsense:x",
        "nonsense:\"x y\"",
        "nonsense:[x,y]",
        "level:error OR level:fatal",
        "firstSeen:-24hours",
        "firstSeen:yesterday",
        "firstSeen:>",
        "timesSeen:2..5",
        "timesSeen:many",
        "timesSeen:-1",
        "times_seen:>",
        "users:[1,2]",
        "-level:error",
        "level: error",
        "*",
        "!a/b:c",
        "(level:error)",
        "say\"what",
        "\"open",
        "platform:[java,j*]"
      })
  void what_is_not_understood_is_refused_by_name(String query) {
    assertThatThrownBy(() -> IssueQueryReader.read(query, NAMES, NOW, false))
        .isInstanceOf(MalformedQueryException.class);
    assertThatThrownBy(() -> IssueQueryReader.read("is:unresolved " + query, NAMES, NOW, true))
        .isInstanceOf(MalformedQueryException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, false",
    "tpye:error, false",
    "Foo<T>:bar, false",
    "TypeError:, false",
    "Rack::Timeout, true",
    "http://localhost:8080/x, true",
    "\"localhost:8080\", true",
    "TypeError, true",
    "!TypeError, true",
    "Err*, true"
  })
  void a_change_does_not_guess_what_is_text(String query, boolean understood) {
    var text = "is:unresolved " + query;
    if (understood) {
      assertThat(read(text).clauses()).hasSize(2);
    }
    try {
      IssueQueryReader.read(text, NAMES, NOW, true);
      assertThat(understood).isTrue();
    } catch (MalformedQueryException e) {
      assertThat(understood).isFalse();
      assertThat(e.position()).isEqualTo("is:unresolved ".length());
      assertThat(e).hasMessageContaining(query);
    }
  }
}
