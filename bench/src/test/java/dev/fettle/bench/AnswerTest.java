package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void waits_for_the_whole_body() {
    var text = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{}";

    assertThat(parse(text, false)).isNull();
    assertThat(parse(text + "\r\n", false)).isEqualTo(new Answer(200, false));
  }

  @Test
  void reads_chunked_answers_to_their_end() {
    var text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n";

    assertThat(parse(text, false)).isNull();
    assertThat(parse(text + "0\r\n\r\n", false)).isEqualTo(new Answer(200, false));
  }

  @Test
  void reads_an_answer_that_ends_with_the_connection() {
    var text = "HTTP/1.1 429 Too Many Requests\r\n\r\n";

    assertThat(parse(text, false)).isNull();
    assertThat(parse(text, true)).isEqualTo(new Answer(429, true));
  }

  @Test
  void sees_that_the_server_will_close() {
    assertThat(parse("HTTP/1.1 400 Bad\r\nconnection: Close\r\nContent-Length: 0\r\n\r\n", false))
        .isEqualTo(new Answer(400, true));
  }

  @Test
  void waits_for_the_head() {
    assertThat(parse("HTTP/1.1 200 OK\r\nContent-Le", false)).isNull();
  }

  private static @Nullable Answer parse(String text, boolean ended) {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Answer.parse(bytes, bytes.length, ended);
  }
}
