package dev.fettle.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionNamesTest {

  @Test
  void identifiers_of_an_address_become_stars() {
    assertThat(TransactionNames.group("/users/17/orders/?page=2", "url"))
        .isEqualTo("/users/*/orders/");
    assertThat(TransactionNames.group("GET /a/0af76519-16cd-43dd-8448-eb211c80319c#x", "url"))
        .isEqualTo("GET /a/*");
    assertThat(TransactionNames.group("/v2/decade/cafe/feed", "url"))
        .isEqualTo("/v2/decade/cafe/feed");
    assertThat(TransactionNames.group("/files/5d41402abc", "url")).isEqualTo("/files/*");
  }

  @Test
  void a_name_the_client_knows_is_left_alone() {
    assertThat(TransactionNames.group(" /users/17 ", "route")).isEqualTo("/users/17");
    assertThat(TransactionNames.group("/users/17", null)).isEqualTo("/users/17");
  }

  @Test
  void nothing_becomes_the_unnamed_one() {
    assertThat(TransactionNames.group(null, null)).isEqualTo(TransactionNames.UNNAMED);
    assertThat(TransactionNames.group(" ", "url")).isEqualTo(TransactionNames.UNNAMED);
    assertThat(TransactionNames.group("?x=1", "url")).isEqualTo(TransactionNames.UNNAMED);
    assertThat(TransactionNames.group("x".repeat(5000), "route")).hasSize(1024);
  }

  @Test
  void only_failures_are_failures() {
    assertThat(TransactionNames.isFailure("internal_error")).isTrue();
    assertThat(TransactionNames.isFailure("error")).isTrue();
    assertThat(TransactionNames.isFailure("ok")).isFalse();
    assertThat(TransactionNames.isFailure("not_found")).isFalse();
    assertThat(TransactionNames.isFailure(null)).isFalse();
  }
}
