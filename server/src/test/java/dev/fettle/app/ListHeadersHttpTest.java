package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.RouteTable;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import org.junit.jupiter.api.Test;

/** Walks every route that answers with a list: GlitchTip's client throws without its headers. */
class ListHeadersHttpTest {

  @Test
  void every_list_says_how_much_there_is_and_where_it_goes_on() {
    var world = World.create();
    var paths = new RoutePaths(world);
    int lists = 0;
    for (var route : world.server.bean(RouteTable.class).routes()) {
      if (!route.method().equals("GET") || route.path().endsWith("/live/")) {
        continue;
      }
      var answer = world.alice.browser().get(paths.of(route.path()));
      if (answer.status() == 200 && answer.body().startsWith("[")) {
        assertThat(answer.header("Link").orElse("")).as("%s", route).contains("rel=\"next\"");
        assertThat(answer.header("X-Hits")).as("%s", route).isPresent();
        assertThat(answer.header("X-Max-Hits")).as("%s", route).contains("1000");
        lists++;
      }
    }
    assertThat(lists).isGreaterThan(20);
  }
}
