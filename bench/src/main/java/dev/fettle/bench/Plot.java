package dev.fettle.bench;

import static dev.fettle.bench.Report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a run as a picture: over the offered rate, what was drained in time (left axis) and
 * the 99th percentile of the acknowledgement (right axis). Steps that the server did not keep up
 * with are hollow.
 */
final class Plot {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 70;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final int TICKS = 5;
  private static final String RATE = "#0b6476";
  private static final String LATENCY = "#b45309";

  private record Point(double offered, double drained, double p99, boolean keptUp) {}

  private final List<Point> points = new ArrayList<>();

  /**
   * Adds a step.
   *
   * @param drained events per second, counted until the last one was digested
   */
  void add(double offered, double drained, double p99Millis, boolean keptUp) {
    points.add(new Point(offered, drained, p99Millis, keptUp));
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  String svg() {
    double most = points.stream().mapToDouble(Point::offered).max().orElse(1);
    double slowest = points.stream().mapToDouble(Point::p99).max().orElse(1);
    var svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
            WIDTH, HEIGHT, WIDTH, HEIGHT));
    label(svg, LEFT, 20, "start", RATE, "drained, events/s");
    label(svg, WIDTH - RIGHT, 20, "end", LATENCY, "ack p99, ms");
    label(svg, WIDTH / 2, HEIGHT - 10, "middle", "#444444", "offered, events/s");
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = (double) tick / TICKS;
      svg.append(
          text(
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
              LEFT, WIDTH - RIGHT, y(share), y(share)));
      label(svg, LEFT - 6, (int) y(share) + 4, "end", RATE, text("%.0f", share * most));
      label(
          svg,
          WIDTH - RIGHT + 6,
          (int) y(share) + 4,
          "start",
          LATENCY,
          text("%.0f", share * slowest));
      label(
          svg,
          (int) x(share),
          HEIGHT - BOTTOM + 16,
          "middle",
          "#444444",
          text("%.0f", share * most));
    }
    for (var point : points) {
      dot(svg, point.offered / most, point.drained / most, RATE, point.keptUp);
      dot(svg, point.offered / most, point.p99 / slowest, LATENCY, point.keptUp);
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static void label(
      StringBuilder svg, int x, int y, String anchor, String color, String text) {
    svg.append(
        text(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x, y, anchor, color, text));
  }

  private static void dot(StringBuilder svg, double x, double y, String color, boolean full) {
    svg.append(
        text(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"%s\"/>%n",
            x(x), y(y), full ? color : "none", color));
  }
}
