package dev.fettle.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.items.Reason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundFiltersTest {

  private static final ItemFacts NOTHING =
      new ItemFacts(null, null, null, List.of(), List.of(), null);

  private static @Nullable String reason(InboundFilter filter, ItemFacts facts) {
    return label(new InboundFilters(rules(Set.of(filter), List.of(), List.of())).reason(facts));
  }

  private static @Nullable String label(@Nullable Reason reason) {
    return reason == null ? null : reason.label();
  }

  private static IntakeRules rules(
      Set<InboundFilter> filters, List<String> releases, List<String> messages) {
    return new IntakeRules(
        filters,
        releases,
        messages,
        List.of(),
        IntakeRules.DEFAULT.scrubbing(),
        List.of("*"),
        true,
        null);
  }

  private static ItemFacts agent(String userAgent) {
    return new ItemFacts(null, null, userAgent, List.of(), List.of(), null);
  }

  @Nested
  class Legacy_browsers {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
          "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
          "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/17.17134",
          "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
          "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_6) AppleWebKit/601.7.7 (KHTML, like Gecko) Version/9.1.2 Safari/601.7.7",
          "Mozilla/5.0 (X11; Linux x86_64; rv:52.0) Gecko/20100101 Firefox/52.0",
          "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/49.0.2623.112 Safari/537.36"
        })
    void are_filtered(String userAgent) {
      assertThat(reason(InboundFilter.LEGACY_BROWSERS, agent(userAgent)))
          .isEqualTo("legacy_browsers");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
          "sentry.python/2.68.0",
          "okhttp/4.12.0"
        })
    void are_not_those_of_today(String userAgent) {
      assertThat(reason(InboundFilter.LEGACY_BROWSERS, agent(userAgent))).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', crawlers",
    "'Mozilla/5.0 (compatible; YandexBot/3.0)', crawlers",
    "'Baiduspider+(+http://www.baidu.com/search/spider.htm)', crawlers",
    "'facebookexternalhit/1.1', crawlers",
    "'Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) Chrome/142.0', ",
    "'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0', ",
    "'botanic-garden/1.0', ",
  })
  void crawlers_are_known_by_their_names(String userAgent, @Nullable String reason) {
    assertThat(reason(InboundFilter.CRAWLERS, agent(userAgent))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/a, localhost",
    "https://localhost:3000, localhost",
    "http://shop.localhost:4200/x?y, localhost",
    "http://127.0.0.1:8000/, localhost",
    "http://[::1]:8000/, localhost",
    "https://localhost.example.com/, ",
    "https://example.com/localhost, ",
    "https://mylocalhost/, ",
    "not an address, ",
  })
  void localhost_is_the_machine_itself(String url, @Nullable String reason) {
    var facts = new ItemFacts(null, url, null, List.of(), List.of(), null);
    assertThat(reason(InboundFilter.LOCALHOST, facts)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/healthz, health_checks",
    "/health/, health_checks",
    "/up, health_checks",
    "GET /_health, health_checks",
    "/cluster-health-report, ",
    "/health/patients, ",
    "ping, ",
    "/, ",
    "'', ",
  })
  void health_checks_end_in_their_name(String name, @Nullable String reason) {
    var facts = new ItemFacts(null, null, null, List.of(), List.of(), name);
    assertThat(reason(InboundFilter.HEALTH_CHECKS, facts)).isEqualTo(reason);
  }

  @Test
  void extensions_are_known_by_their_files_and_by_what_browsers_say() {
    var file =
        new ItemFacts(
            null, null, null, List.of(), List.of("app.js", "chrome-extension://abc/x.js"), null);
    var message =
        new ItemFacts(
            null, null, null, List.of("Error: Extension context invalidated."), List.of(), null);
    assertThat(reason(InboundFilter.BROWSER_EXTENSIONS, file)).isEqualTo("browser_extensions");
    assertThat(reason(InboundFilter.BROWSER_EXTENSIONS, message)).isEqualTo("browser_extensions");
    assertThat(reason(InboundFilter.BROWSER_EXTENSIONS, NOTHING)).isNull();
  }

  @Test
  void releases_and_messages_are_globs_without_case() {
    var filters =
        new InboundFilters(
            rules(Set.of(), List.of("shop@1.*"), List.of("*Timeout*", "TypeError: x is null")));

    assertThat(filters.reason(new ItemFacts("SHOP@1.2", null, null, List.of(), List.of(), null)))
        .isEqualTo(Reason.RELEASE);
    assertThat(filters.reason(new ItemFacts("shop@2.0", null, null, List.of(), List.of(), null)))
        .isNull();
    assertThat(
            filters.reason(
                new ItemFacts(null, null, null, List.of("a", "read timeout!"), List.of(), null)))
        .isEqualTo(Reason.ERROR_MESSAGE);
    assertThat(
            filters.reason(
                new ItemFacts(null, null, null, List.of("typeerror: X is null"), List.of(), null)))
        .isEqualTo(Reason.ERROR_MESSAGE);
    assertThat(
            filters.reason(
                new ItemFacts(
                    null, null, null, List.of("TypeError: x is nullish"), List.of(), null)))
        .isNull();
  }

  @Test
  void nothing_is_filtered_until_somebody_wants_it() {
    var filters = new InboundFilters(IntakeRules.DEFAULT);

    assertThat(filters.isEmpty()).isTrue();
    assertThat(filters.reason(agent("Googlebot/2.1"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "a*c, abc, true",
    "a*c, ac, true",
    "a*c, abcd, false",
    "*, anything, true",
    "a**b*, a-b, true",
    "*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    "?, x, false",
  })
  void a_star_stands_for_any_text(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }
}
