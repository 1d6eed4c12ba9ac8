package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {
  private static final String KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://K@127.0.0.1:9100/42",
        "https://K@errors.example.com/42",
        "https://K@errors.example.com/prefix/deeper/42",
        "http://K:0f9e8d7c6b5a49382716051423324150@host/42",
        "http://K:@host/42",
        " http://K@host/42 "
      })
  void every_form_names_the_key_and_the_project(String form) {
    assertThat(Dsn.parse(form.replace("K", KEY)))
        .isEqualTo(new Dsn(UUID.fromString("a1b2c3d4-e5f6-0718-293a-4b5c6d7e8f90"), 42));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "K",
        "http://host/42",
        "http://K@host",
        "http://K@host/",
        "http://K@host/shop",
        "http://K@host/-1",
        "http://short@host/42",
        "://K@host/42",
        "http://K@host/99999999999999999999",
        "@/",
        "http://@host/42"
      })
  void anything_else_is_no_dsn(String form) {
    assertThat(Dsn.parse(form.replace("K", KEY))).isNull();
  }
}
