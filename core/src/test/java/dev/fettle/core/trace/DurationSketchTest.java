package dev.fettle.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DurationSketchTest {

  @Test
  void percentiles_are_within_two_percent() {
    var random = new Random(7);
    var sketch = new DurationSketch();
    long[] durations = new long[10_000];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = (long) Math.exp(random.nextGaussian() * 2 + 11);
      sketch.add(durations[i]);
    }
    java.util.Arrays.sort(durations);
    for (double part : new double[] {0.5, 0.75, 0.95, 0.99, 1}) {
      long exact = durations[(int) Math.ceil(part * durations.length) - 1];
      assertThat(sketch.quantile(part)).isCloseTo(exact, Percentage.withPercentage(2.1));
    }
    assertThat(sketch.toBytes()).hasSizeLessThan(800);
  }

  @Test
  void sketches_are_added_and_survive_being_stored() {
    var one = new DurationSketch();
    var other = new DurationSketch();
    for (int i = 0; i < 300; i++) {
      one.add(i * 1_000L);
      other.add(3_600_000_000L);
    }
    one.addAll(DurationSketch.of(other.toBytes()));
    var read = DurationSketch.of(one.toBytes());
    assertThat(read.count()).isEqualTo(600);
    assertThat(read.quantile(0.5)).isCloseTo(299_000L, within(6_000L));
    assertThat(read.quantile(1)).isCloseTo(3_600_000_000L, Percentage.withPercentage(2));
    assertThat(read.toBytes()).isEqualTo(one.toBytes());
  }

  @Test
  void extremes_are_counted_too() {
    var sketch = new DurationSketch();
    sketch.add(-5);
    sketch.add(0);
    sketch.add(1);
    sketch.add(Long.MAX_VALUE);
    assertThat(DurationSketch.of(sketch.toBytes()).count()).isEqualTo(4);
    assertThat(sketch.quantile(0)).isZero();
    assertThat(new DurationSketch().quantile(0.5)).isZero();
  }

  @Test
  void damaged_bytes_are_refused() {
    assertThatThrownBy(() -> DurationSketch.of(new byte[] {(byte) 0x80}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
