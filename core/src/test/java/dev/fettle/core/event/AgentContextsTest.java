package dev.fettle.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ClientClock;
import org.junit.jupiter.api.Test;

/** The User-Agent among the request's headers fills what the SDK left out. */
final class AgentContextsTest {
  private static final UserAgents FIREFOX =
      header ->
          header.contains("Firefox")
              ? new UserAgents.Agent("Firefox", "141.0", "Android", "16", "Pixel 9")
              : UserAgents.Agent.UNKNOWN;
  private static final ReceivedContext CONTEXT =
      new ReceivedContext(
          ClientClock.of(Events.RECEIVED), Events.FALLBACK_ID, null, false, FIREFOX);

  @Test
  void browser_os_and_device_become_contexts_and_tags() {
    var event = Events.of("{'request': {'headers': {'user-agent': 'Firefox'}}}", CONTEXT);

    assertThat(Events.stored(event).get("contexts").toString().replace('"', '\''))
        .isEqualTo(
            "{'browser':{'name':'Firefox','version':'141.0','type':'browser'},"
                + "'os':{'name':'Android','version':'16','type':'os'},"
                + "'device':{'model':'Pixel 9','family':'Pixel 9','type':'device'}}");
    assertThat(event.tags())
        .containsEntry("browser", "Firefox 141.0")
        .containsEntry("browser.name", "Firefox")
        .containsEntry("os.name", "Android")
        .containsEntry("device", "Pixel 9");
  }

  @Test
  void what_the_sdk_says_wins() {
    var event =
        Events.of(
            "{'request': {'headers': {'User-Agent': 'Firefox'}},"
                + "'contexts': {'browser': {'name': 'Chrome'}}}",
            CONTEXT);

    assertThat(event.tags()).containsEntry("browser", "Chrome").containsEntry("os.name", "Android");
  }

  @Test
  void a_header_that_says_nothing_adds_nothing() {
    var event = Events.of("{'request': {'headers': {'User-Agent': 'curl/8'}}}", CONTEXT);

    assertThat(Events.stored(event).has("contexts")).isFalse();
  }
}
