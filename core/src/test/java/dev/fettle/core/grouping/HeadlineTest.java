package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fettle.core.event.Events;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Title, culprit and metadata by GlitchTip's rules (behaviour 1.6), and where we deviate. */
class HeadlineTest {
  private static final String FRAMES =
      "'stacktrace':{'frames':[{'module':'shop.cart','filename':'cart.py','function':'pay','in_app':true},{'filename':'lib.py','function':'deep','in_app':false}]}";

  private static Headline headline(String json) {
    return Headline.of(Events.of(json));
  }

  @Test
  void the_last_exception_speaks() {
    Headline headline =
        headline(
            "{'exception':[{'type':'Cause','value':'x'},{'type':'DbError','value':'first line\\nsecond',"
                + FRAMES
                + "}]}");
    assertThat(headline.title()).isEqualTo("DbError: first line");
    assertThat(headline.culprit()).isEqualTo("shop.cart in pay");
    assertThat(headline.metadata())
        .containsExactly(
            entry("type", "DbError"),
            entry("value", "first line\nsecond"),
            entry("filename", "cart.py"),
            entry("function", "pay"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'exception':[{'type':'A'}]} | A",
        "{'exception':[{'type':'A','value':''}]} | A",
        "{'exception':[{'value':'b'}]} | Error: b",
        "{'exception':[{'stacktrace':{'frames':[{'function':'f'}]}}]} | Error",
        "{'message':'hello','exception':[{'type':'A','value':'b'}]} | A: b",
        "{'message':'hello'} | hello",
        "{'message':' two\\nlines\\tand  blanks '} | two lines and blanks",
        "{'logentry':{'message':'a %s','params':['b']}} | a b",
        "{} | <untitled>",
        "{'transaction':'GET /'} | <untitled>"
      })
  void titles_follow_the_rules(String json, String title) {
    assertThat(headline(json).title()).isEqualTo(title);
  }

  @Test
  void a_title_has_at_most_100_characters() {
    assertThat(headline("{'message':'" + "m".repeat(101) + "'}").title())
        .isEqualTo("m".repeat(99) + "…");
    assertThat(headline("{'message':'" + "m".repeat(100) + "'}").title())
        .isEqualTo("m".repeat(100));
    assertThat(headline("{'message':'" + "🚀".repeat(60) + "'}").title())
        .isEqualTo("🚀".repeat(49) + "…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'transaction':'GET /cart','exception':[{'type':'A','stacktrace':{'frames':[{'function':'f','module':'m'}]}}]} | GET /cart",
        "{'exception':[{'type':'A','stacktrace':{'frames':[{'function':'f','module':'m','filename':'n'}]}}]} | m in f",
        "{'exception':[{'type':'A','stacktrace':{'frames':[{'function':'f','filename':'n'}]}}]} | n in f",
        "{'exception':[{'type':'A','stacktrace':{'frames':[{'filename':'n'}]}}]} | n in ?",
        "{'exception':[{'type':'A','stacktrace':{'frames':[{'function':'f'}]}}],'request':{'url':'http://x'}} |''",
        "{'platform':'javascript','exception':[{'type':'A','stacktrace':{'frames':[{'function':'f','filename':'http://x/a.js'}]}}]} | f(/a.js)",
        "{'platform':'javascript','exception':[{'type':'A','stacktrace':{'frames':[{'module':'m'}]}}]} | ?(m)",
        "{'platform':'native','exception':[{'type':'A','stacktrace':{'frames':[{'function':'ns::f<int>(char*)','package':'x.so'}]}}]} | ns::f",
        "{'platform':'cocoa','exception':[{'type':'A','stacktrace':{'frames':[{'package':'x.so'}]}}]} |''",
        "{'request':{'url':'http://x/y?z=1'},'message':'m'} | http://x/y",
        "{'request':{'url':'http://x/y'},'exception':[{'type':'A'}]} | http://x/y",
        "{'message':'m'} |''"
      })
  void culprits_follow_the_rules(String json, String culprit) {
    assertThat(headline(json.replace("''", "'")).culprit()).isEqualTo(culprit);
  }

  @Test
  void a_culprit_has_at_most_200_characters() {
    assertThat(headline("{'transaction':'" + "t".repeat(300) + "'}").culprit())
        .isEqualTo("t".repeat(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'message':'Payment failed','exception':[{'value':'Payment failed','mechanism':{'synthetic':true},FRAMES}]} | Payment failed | pay",
        "{'exception':[{'type':'Error','value':'a thrown string','mechanism':{'synthetic':true},FRAMES}]} | a thrown string | pay",
        "{'exception':[{'type':'Error','mechanism':{'synthetic':true},FRAMES}]} | pay | pay",
        "{'exception':[{'type':'Error','mechanism':{'synthetic':true}}]} | Error | Error",
        "{'platform':'native','exception':[{'type':'SIGSEGV','value':'Segfault','mechanism':{'synthetic':true},FRAMES}]} | pay | pay"
      })
  void what_the_sdk_made_up_is_titled_by_what_was_said(
      String json, String ours, String glitchTips) {
    String event = json.replace("FRAMES", FRAMES);
    assertThat(headline(event).title()).isEqualTo(ours);
    assertThat(headline(event).metadata()).doesNotContainKey("type");
    assertThat(Headline.glitchTipTitle(Events.of(event))).isEqualTo(glitchTips);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "script-src-elem | https://cdn.example/x.js | cdn.example | cdn.example",
        "img-src         | http://127.0.0.1:9500/x  | 127.0.0.1   | 127.0.0.1",
        "script-src      | https://u@exa_mple.com/x | exa_mple.com | exa_mple.com",
        "connect-src     | wss://[2001:db8::1]:9/x  | [2001:db8::1] | [2001:db8::1]",
        "default-src     | inline                   | inline      | ``",
        "script-src      | eval                     | eval        | ``",
        "script-src      | \\u0027self\\u0027        | self        | ``",
        "img-src         | data:image/png;base64,AA | data        | ``",
        "worker-src      | blob:https://a.b/c-d-e   | blob        | ``",
        "script-src      | not a url                | not a url   | ``"
      })
  void a_report_of_a_security_policy_is_titled_by_what_was_blocked(
      String directive, String blocked, String what, String glitchTips) {
    String event =
        "{'csp':{'effective-directive':'"
            + directive
            + "','blocked-uri':'"
            + blocked
            + "'},'transaction':'t'}";
    String kind = "Blocked '" + directive.replace("-src", "") + "' from '";
    assertThat(headline(event)).isEqualTo(new Headline(kind + what + "'", directive, Map.of()));
    assertThat(Headline.glitchTipTitle(Events.of(event))).isEqualTo(kind + glitchTips + "'");
  }

  @Test
  void a_report_that_names_nothing_says_so() {
    String event = "{'csp':{'effective-directive':'script-src','blocked-uri':''}}";
    assertThat(headline(event).title())
        .isEqualTo("Blocked 'script' (the browser did not say what)");
    assertThat(Headline.glitchTipTitle(Events.of(event))).isEqualTo("Blocked 'script' from ''");
  }

  @Test
  void messages_have_no_metadata() {
    assertThat(headline("{'message':'m'}").metadata()).isEmpty();
  }
}
