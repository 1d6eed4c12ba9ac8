package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final Path HOME = Path.of(".");

  @Test
  void measures_everything_by_default() {
    var options = Options.parse(HOME);

    assertThat(options.parts()).containsExactly(Options.Part.values());
    assertThat(options.mixes()).containsExactly(Mix.SMALL, Mix.LARGE);
    assertThat(options.quick()).isFalse();
  }

  @Test
  void begins_cold_and_unkind_unless_it_is_to_be_warm() {
    var cold = Options.parse(HOME);
    var warm = Options.parse(HOME, "--warm");

    assertThat(cold.shape()).isEqualTo(new Load.Shape(true, true));
    assertThat(cold.connections()).isEqualTo(256);
    assertThat(warm.shape()).isEqualTo(new Load.Shape(false, false));
    assertThat(warm.connections()).isEqualTo(64);
    assertThat(Options.parse(HOME, "--plain").shape().gzip()).isFalse();
  }

  @Test
  void takes_parts_and_mixes() {
    var options = Options.parse(HOME, "--quick", "--only", "start,ingest", "--mix", "25k");

    assertThat(options.quick()).isTrue();
    assertThat(options.parts()).containsExactly(Options.Part.START, Options.Part.INGEST);
    assertThat(options.mixes()).isEqualTo(List.of(Mix.LARGE));
  }

  @Test
  void the_word_ingest_means_the_load_alone_in_all_its_mixes() {
    var options = Options.parse(HOME, "ingest", "--soak", "300");

    assertThat(options.parts()).containsExactly(Options.Part.INGEST);
    assertThat(options.mixes()).containsExactly(Mix.values());
    assertThat(options.soakSeconds()).isEqualTo(300);
    assertThat(Options.parse(HOME, "ingest", "--mix", "storm").mixes()).containsExactly(Mix.STORM);
  }

  @Test
  void sends_events_of_a_dsn_to_the_target() {
    var options =
        Options.parse(
            HOME, "--target", "http://127.0.0.1:9000", "--dsn", "http://abc@glitchtip.test/base/3");

    assertThat(options.target())
        .extracting(Options.Target::dsn)
        .isEqualTo(new Dsn("http", "127.0.0.1", 9000, "/base", "abc", "3"));
    assertThat(options.parts()).containsExactly(Options.Part.INGEST);
  }

  @Test
  void keeps_tokens_out_of_the_report() {
    var options =
        Options.parse(
            HOME,
            "--target",
            "http://127.0.0.1:9000",
            "--dsn",
            "http://abc@x/3",
            "--token",
            "secret",
            "--organization",
            "acme",
            "--project",
            "shop");

    assertThat(options.command()).doesNotContain("secret");
  }

  @Test
  void says_what_is_wrong_with_a_command_line() {
    assertThatThrownBy(() -> Options.parse(HOME, "--fast")).hasMessageContaining("--fast");
    assertThatThrownBy(() -> Options.parse(HOME, "--target", "http://x"))
        .hasMessageContaining("--dsn");
    assertThatThrownBy(() -> Options.parse(HOME, "--connections", "0"))
        .hasMessageContaining("1 to 10000");
    assertThatThrownBy(() -> Options.parse(HOME, "--only", "speed"))
        .hasMessageContaining("start,memory,ingest");
  }
}
