package dev.fettle.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InHandTest {

  @TempDir Path folder = Path.of("");

  /** A process that ends without closing it: the mapped page stays what it is. */
  private InHand.Suspect taken(long from, long to) {
    var hand = InHand.open(folder, "local-0");
    hand.read().take(from, to);
    return InHand.open(folder, "local-0").read().suspect();
  }

  @Test
  void deaths_with_the_same_record_add_up_and_those_with_others_do_not() {
    assertThat(InHand.open(folder, "local-0").read().suspect()).isEqualTo(InHand.Suspect.NONE);
    assertThat(taken(0, 10)).isEqualTo(new InHand.Suspect(0, 10, 1));
    assertThat(taken(0, 10)).isEqualTo(new InHand.Suspect(0, 10, 2));
    assertThat(taken(0, 20)).isEqualTo(new InHand.Suspect(0, 20, 1));
    assertThat(taken(10, 20)).isEqualTo(new InHand.Suspect(10, 20, 1));
  }

  @Test
  void what_was_put_down_is_nobodys_fault() throws IOException {
    var hand = InHand.open(folder, "topic/3");
    hand.read().take(0, 10);
    hand.read().putDown();
    assertThat(InHand.open(folder, "topic/3").read().suspect()).isEqualTo(InHand.Suspect.NONE);

    hand.read().take(0, 10);
    hand.close();
    assertThat(InHand.open(folder, "topic/3").read().suspect()).isEqualTo(InHand.Suspect.NONE);
  }

  @Test
  void a_torn_note_counts_as_none() throws IOException {
    assertThat(taken(0, 10).deaths()).isEqualTo(1);
    var file = folder.resolve("in-hand-local-0");
    var bytes = Files.readAllBytes(file);
    bytes[15] ^= 1;
    Files.write(file, bytes);

    assertThat(InHand.open(folder, "local-0").read().suspect()).isEqualTo(InHand.Suspect.NONE);
  }
}
