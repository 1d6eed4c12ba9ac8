package dev.fettle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every regular expression that is given texts of strangers, on texts made to repeat what it looks
 * for: none needs more stack than the product's threads have, none looks at a character more often
 * the longer the text is.
 */
class PatternsTest {

  /** The longest text that any of them is given (messages; names of functions are a quarter). */
  private static final int LONGEST = 4_096;

  /** The launcher's {@code -Xss}. */
  private static final long STACK_BYTES = 512 * 1024;

  /** Looks at a character, all starts of a match together; it is a figure, not a function of n. */
  private static final long MOST_LOOKS = 500;

  private static final List<String> PIECES =
      List.of(
          "1,",
          "1.",
          "1",
          "1 ",
          "-1",
          "1e1,",
          "1e",
          "a",
          "f",
          "F",
          "a1",
          "1a",
          "_1",
          "__1",
          "a>__1_1",
          "._",
          "-a",
          "-A1",
          ".1",
          "v1.",
          "1-",
          "::",
          ":",
          "a:",
          "1:",
          "'",
          "\"",
          "'a",
          "@",
          "a@",
          "a@a.",
          "0x",
          "0xf",
          "$",
          "$1",
          "$$",
          "lambda$",
          "lambda$a$1",
          "access$1",
          "$Proxy1",
          "_$$_",
          ".func1",
          ".func1.1",
          ".1.1",
          ".so",
          ".so.1",
          ".so.1.1x",
          " [as ",
          " [as a]",
          "[",
          "]",
          "class@anonymous",
          "@1",
          "block in ",
          "block (1 levels) in ",
          "::h0123456789abcdef",
          "/",
          "\\",
          "/a@1",
          "12:00:00.1",
          "2026-01-01T00:00:00.1",
          "Mon, Jan 1 1",
          "10ms",
          "1.1.1.1",
          "é",
          "\uD83D\uDE00",
          " ",
          "\n",
          "(",
          "<",
          "_closure1",
          "DisplayClass1",
          "00000000-0000-0000-0000-000000000000");

  static Stream<Field> patterns() throws IOException, URISyntaxException, ClassNotFoundException {
    var classes =
        Path.of(LenientJson.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var found = new ArrayList<Field>();
    try (var files = Files.walk(classes.resolve("dev/fettle/core/grouping"))) {
      for (var file : (Iterable<Path>) files.filter(PatternsTest::isClass)::iterator) {
        var name = classes.relativize(file).toString().replace('/', '.').replace(".class", "");
        for (var field : Class.forName(name).getDeclaredFields()) {
          if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            found.add(field);
          }
        }
      }
    }
    return found.stream();
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class") && !file.toString().endsWith("-info.class");
  }

  @Test
  void there_are_some() throws Exception {
    assertThat(patterns()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void no_text_takes_much_stack_or_many_looks(Field field) throws Exception {
    var pattern = (Pattern) field.get(null);
    onSmallStack(() -> {
      for (var piece : pieces()) {
        var text = piece.repeat(LONGEST / piece.length()) + "x";
        assertThat(looks(pattern, text) / LONGEST)
            .as("%s on many \"%s\"", field.getName(), piece)
            .isLessThan(MOST_LOOKS);
      }
    });
  }

  /** Each of them, and some pairs. */
  private static List<String> pieces() {
    var random = new SplittableRandom(7);
    var pieces = new ArrayList<>(PIECES);
    for (int pair = 0; pair < 200; pair++) {
      pieces.add(
          PIECES.get(random.nextInt(PIECES.size())) + PIECES.get(random.nextInt(PIECES.size())));
    }
    return pieces;
  }

  private static long looks(Pattern pattern, String text) {
    var counted = new Counted(text, 0, text.length(), new AtomicLong());
    var matcher = pattern.matcher(counted);
    while (matcher.find()) {
      // as replaceAll does
    }
    var whole = pattern.matcher(counted).matches();
    return counted.looks.get() + (whole ? 1 : 0);
  }

  private static void onSmallStack(Runnable work) throws InterruptedException {
    var failure = new Throwable[1];
    var thread = new Thread(null, work, "small-stack", STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join();
    assertThat((@Nullable Throwable) failure[0]).isNull();
  }

  /** A text that counts how often it is looked at. */
  private record Counted(String text, int from, int to, AtomicLong looks) implements CharSequence {
    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      looks.getAndIncrement();
      return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text, from + start, from + end, looks);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
