package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.RouteTable;
import dev.fettle.testkit.Golden;
import dev.fettle.testkit.TestServer;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RoutesGoldenTest {

  @Test
  void every_route_says_who_may_call_it() {
    var routes = TestServer.shared().bean(RouteTable.class).routes();
    assertThat(routes).hasSizeGreaterThan(40);
    var text =
        new StringBuilder(
            """
            # Every route of the management API. The intake of events answers before it (ARCHITECTURE.md).
            # method  path
            #   who (PUBLIC, SIGNED_IN: session or token, SESSION)
            #   role: the smallest in the organization, and what makes up for a smaller one; -: about no organization
            #   body: the record it is read into
            #   scopes, any one of which a token needs
            """);
    for (var route : routes) {
      text.append(
          "%-6s %-80s %-9s %-40s %-20s %s"
              .formatted(
                  route.method(),
                  route.path(),
                  route.access(),
                  role(route),
                  route.body() == null ? "-" : route.body().getSimpleName(),
                  String.join(",", route.scopes()))
              .stripTrailing());
      text.append('\n');
    }
    Golden.assertMatches("routes.txt", text.toString());
  }

  private static String role(RouteTable.Route route) {
    var words = new ArrayList<String>();
    words.add(route.role() == null ? "-" : route.role().text());
    route.also().forEach(exception -> words.add(exception.name().toLowerCase(Locale.ROOT)));
    return String.join("|", words);
  }
}
