package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlotTest {

  @Test
  void a_step_is_two_dots_and_hollow_when_the_server_fell_behind() {
    var plot = new Plot();
    plot.add(1_000, 990, 5, true);
    plot.add(2_000, 1_500, 80, false);

    var svg = plot.svg();

    assertThat(svg.split("<circle", -1)).hasSize(5);
    assertThat(svg.split("fill=\"none\"", -1)).hasSize(3);
    assertThat(svg).startsWith("<svg").endsWith("</svg>\n").contains(">2000<").contains(">80<");
  }
}
