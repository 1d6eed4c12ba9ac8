package dev.fettle.core.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spellings of sdk-wire 4. */
class SentryAuthTest {
  private static final String KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
  private static final UUID PUBLIC_KEY = UUID.fromString("a1b2c3d4-e5f6-0718-293a-4b5c6d7e8f90");

  private static SentryAuth key(@Nullable String client) {
    return new SentryAuth.Key(PUBLIC_KEY, client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sentry sentry_version=7,sentry_client=sentry.java/8.62.0,sentry_key=K | sentry.java/8.62.0",
        "Sentry sentry_key=K, sentry_version=7, sentry_client=sentry.python/2.68.0 | sentry.python/2.68.0",
        "Sentry sentry_version=7, sentry_client=sentry-ruby/5.3.0, sentry_timestamp=1795454978, sentry_key=K | sentry-ruby/5.3.0",
        "Sentry sentry_version=4, sentry_key=K, sentry_secret=S |",
        "Sentry sentry_version=6,sentry_client=raven-java/8.0.3-a343f,sentry_key=K,sentry_secret=S | raven-java/8.0.3-a343f",
        "Sentry sentry_key=K, sentry_timestamp=1795455839.1212873, sentry_client=sentry-cli/x86_64 | sentry-cli/x86_64",
        "sentry sentry_key=K |",
        "SENTRY  sentry_key = K , sentry_client = x |x",
        "sentry_key=K |",
        "Sentry sentry_key=\"K\" |",
      })
  void every_spelling_of_the_header_is_read(String header, @Nullable String client) {
    assertThat(SentryAuth.fromHeader(header.replace("K", KEY))).isEqualTo(key(client));
  }

  @Test
  void a_key_with_dashes_is_the_same_key() {
    assertThat(SentryAuth.fromHeader("Sentry sentry_key=" + PUBLIC_KEY)).isEqualTo(key(null));
    assertThat(SentryAuth.fromQuery("sentry_key=" + PUBLIC_KEY)).isEqualTo(key(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "Bearer abc", "Basic dXNlcjpwYXNz", ",,,", "="})
  void a_blank_header_or_one_of_another_scheme_is_absent(String header) {
    assertThat(SentryAuth.fromHeader(header)).isEqualTo(new SentryAuth.Absent());
    assertThat(SentryAuth.fromHeader(null)).isEqualTo(new SentryAuth.Absent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sentry",
        "Sentry sentry_version=7",
        "Sentry sentry_key=",
        "Sentry sentry_key=short",
        "sentry_version=7",
        "x, sentry_key=short"
      })
  void a_header_without_a_key_is_malformed_and_says_what_to_do(String header) {
    assertThat(SentryAuth.fromHeader(header))
        .isInstanceOfSatisfying(
            SentryAuth.Malformed.class,
            malformed ->
                assertThat(malformed.reason())
                    .endsWith("copy the DSN from the project's settings"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentry_version=7&sentry_key=K&sentry_client=sentry.javascript.browser%2F11.12.0 | sentry.javascript.browser/11.12.0",
        "sentry_key=K&sentry_version=7 |",
        "sentry_version=7&sentry_client=raven-js%2F3.27.2&sentry_key=K | raven-js/3.27.2",
        "a&b=&sentry_key=K |",
        "sentry_client=%zz&sentry_key=K |%zz"
      })
  void the_query_is_read(String query, @Nullable String client) {
    assertThat(SentryAuth.fromQuery(query.replace("K", KEY))).isEqualTo(key(client));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sentry_version=7", "key=x", "&&&", "sentry_key"})
  void a_query_without_a_key_is_no_authentication(String query) {
    assertThat(SentryAuth.fromQuery(query)).isEqualTo(new SentryAuth.Absent());
    assertThat(SentryAuth.fromQuery(null)).isEqualTo(new SentryAuth.Absent());
  }

  @Test
  void a_query_with_a_bad_key_is_malformed() {
    assertThat(SentryAuth.fromQuery("sentry_key=x")).isInstanceOf(SentryAuth.Malformed.class);
  }
}
