package dev.fettle.core.grouping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of functions without what a compiler, a runtime or a proxy library put in: the next build
 * must give the same name.
 *
 * <ul>
 *   <li>JVM: {@code lambda$main$4} counts on with every lambda above it, {@code access$100}
 *       likewise
 *   <li>JavaScript: {@code Object.foo}, {@code async foo}, {@code foo [as bar]} are {@code foo};
 *       {@code Object.<anonymous>}, {@code null.<anonymous>} and {@code Object.?} are nameless
 *   <li>.NET: {@code <Pay>b__5_0}, {@code <>c__DisplayClass3_1} and {@code <PayAsync>d__7} number
 *       what the compiler generates; Groovy numbers its {@code _closure12}
 *   <li>Ruby: {@code block (2 levels) in foo} and {@code rescue in foo} are {@code foo}
 *   <li>Go: {@code main.func1.2} numbers its closures
 *   <li>Rust: {@code ::h0123456789abcdef} is a hash of the build
 *   <li>C++: arguments and template parameters are left out
 *   <li>PHP: an anonymous class carries its file and offset after a NUL
 * </ul>
 */
final class FunctionNames {
  static final String ANONYMOUS = "?";

  private static final Pattern JVM_COUNTER =
      Pattern.compile("(lambda\\$[^$]*|access|\\$anonfun\\$[^$]*|\\$deserializeLambda)\\$\\d+");
  private static final Pattern DOTNET_COUNTER =
      Pattern.compile("(?<=[a-z>])__(?:DisplayClass)?\\d+(?:_\\d+)*+|(?<=_closure)\\d+");
  private static final Pattern RUBY_PREFIX =
      Pattern.compile("^(?:block(?: \\(\\d+ levels\\))?|rescue|ensure) in ");
  private static final Pattern GO_CLOSURE = Pattern.compile("\\.func\\d+(?:\\.\\d+)*+");
  private static final Pattern RUST_HASH = Pattern.compile("::h[0-9a-f]{16}$");
  private static final Pattern JS_ALIAS = Pattern.compile(" \\[as [^]]{1,200}+\\]");
  private static final Pattern JS_RECEIVER =
      Pattern.compile("^(?:Object|Function|Module|Window|global|null|undefined|exports)\\.");
  private static final Pattern PHP_CLASS = Pattern.compile("class@anonymous[^:]*");
  private static final Pattern HEX_ADDRESS = Pattern.compile("0x[0-9a-fA-F]+");

  private FunctionNames() {}

  /** The stable name, {@value #ANONYMOUS} when the function has none. */
  static String stable(@Nullable String function, @Nullable String platform) {
    if (function == null) {
      return ANONYMOUS;
    }
    String name = function.strip();
    if (Platforms.isNative(platform)) {
      name = withoutArguments(RUST_HASH.matcher(name).replaceFirst(""));
    }
    if (name.indexOf('$') >= 0) {
      name =
          JVM_COUNTER
              .matcher(name)
              .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + "$"));
    }
    name = withoutCounters(name);
    if (name.indexOf(" in ") > 0) {
      name = RUBY_PREFIX.matcher(name).replaceFirst("");
    }
    if (name.contains(".func")) {
      name = GO_CLOSURE.matcher(name).replaceAll(".func");
    }
    if (name.contains("@anonymous")) {
      name = PHP_CLASS.matcher(name).replaceAll("class@anonymous");
    }
    if (name.contains("0x")) {
      name = HEX_ADDRESS.matcher(name).replaceAll("");
    }
    return isScript(platform) ? script(name) : nameless(name);
  }

  /** Without the numbers that .NET and Groovy compilers give to what they generate. */
  static String withoutCounters(String name) {
    return name.contains("__") || name.contains("_closure")
        ? DOTNET_COUNTER.matcher(name).replaceAll("")
        : name;
  }

  private static boolean isScript(@Nullable String platform) {
    return "javascript".equals(platform) || "node".equals(platform);
  }

  private static String script(String function) {
    String name = function;
    if (name.startsWith("async ")) {
      name = name.substring(6);
    }
    if (name.startsWith("new ")) {
      name = name.substring(4);
    }
    if (name.indexOf('[') > 0) {
      name = JS_ALIAS.matcher(name).replaceFirst("");
    }
    return nameless(JS_RECEIVER.matcher(name).replaceFirst(""));
  }

  private static String nameless(String name) {
    return switch (name) {
      case "", "?", "<anonymous>", "anonymous", "<unknown>", "{anonymous}", "(anonymous)" ->
          ANONYMOUS;
      default -> name;
    };
  }

  /**
   * A C++ or Rust name without argument list and template parameters: {@code ns::Foo<int>::bar(char
   * const*) const} is {@code ns::Foo::bar}. Operators keep their symbols.
   */
  static String withoutArguments(String function) {
    String name = function.replace("(anonymous namespace)::", "");
    if (name.contains("operator") || name.startsWith("<")) {
      return name;
    }
    StringBuilder trimmed = new StringBuilder(name.length());
    int templates = 0;
    for (int index = 0; index < name.length(); index++) {
      char unit = name.charAt(index);
      if (unit == '<') {
        templates++;
      } else if (unit == '>' && templates > 0) {
        templates--;
      } else if (unit == '(' && templates == 0) {
        break;
      } else if (templates == 0) {
        trimmed.append(unit);
      }
    }
    String result = trimmed.toString().strip();
    return result.isEmpty() ? name : result;
  }
}
