package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.event.Events;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlitchTipHashTest {

  /** The input of the hash is spelled out: title, culprit, digit of the type. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'message':'hello'} | hello0",
        "{'message':'hello','transaction':'GET /'} | helloGET /0",
        "{'exception':[{'type':'A','value':'b'}]} | A: b1",
        "{'exception':[{'type':'A','value':'é'}],'transaction':'t'} | A: ét1",
        "{} | <untitled>0",
        "{'message':'hello','fingerprint':['a','b']} | ab",
        "{'message':'hello','fingerprint':['a','{{ default }}',null]} | ahello0",
        "{'message':'hello','fingerprint':['{{default}}']} | {{default}}"
      })
  void the_hash_is_md5_of_glitchtips_input(String json, String input) throws Exception {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(input.getBytes(StandardCharsets.UTF_8));
    EventHash hash = Grouping.of(Events.of(json)).glitchTip();
    assertThat(hash.toHex()).isEqualTo(HexFormat.of().formatHex(md5));
    assertThat(hash.toBytes()).isEqualTo(md5);
    assertThat(EventHash.of(md5)).isEqualTo(hash);
  }
}
