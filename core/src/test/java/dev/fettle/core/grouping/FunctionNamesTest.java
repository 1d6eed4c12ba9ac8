package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "java       | loadUser                          | loadUser",
        "java       | lambda$main$4                     | lambda$main$",
        "java       | access$100                        | access$",
        "java       | lambda$new$0$lambda$run$17        | lambda$new$$lambda$run$",
        "java       | $anonfun$apply$3                  | $anonfun$apply$",
        "node       | Object.?                          | ?",
        "node       | Object.<anonymous>                | ?",
        "node       | null.<anonymous>                  | ?",
        "node       | Module._load                      | _load",
        "node       | async loadUser                    | loadUser",
        "node       | new Cart                          | Cart",
        "node       | Function.execute [as runMain]     | execute",
        "node       | Timeout._onTimeout                | Timeout._onTimeout",
        "javascript | Cf/<                              | Cf/<",
        "javascript | <anonymous>                       | ?",
        "python     | <lambda>                          | <lambda>",
        "python     | <module>                          | <module>",
        "csharp     | <Pay>b__5_0                       | <Pay>b",
        "csharp     | Pay                               | Pay",
        "java       | doCall_closure12                  | doCall_closure",
        "python     | __init__                          | __init__",
        "ruby       | block (2 levels) in process       | process",
        "ruby       | rescue in process                 | process",
        "ruby       | block in <main>                   | <main>",
        "go         | (*Server).Handle.func1.2          | (*Server).Handle.func",
        "php        | {closure}                         | {closure}",
        "php        | class@anonymous/srv/a.php:12$0::run | class@anonymous:12$0::run",
        "native     | ns::f<int>(char const*)           | ns::f",
        "rust       | app::run::h0123456789abcdef       | app::run",
        "-          | -                                 | ?"
      })
  void a_name_is_the_same_in_the_next_build(
      @Nullable String platform, @Nullable String function, String stable) {
    assertThat(FunctionNames.stable(function, platform)).isEqualTo(stable);
  }

  @Test
  void arguments_and_templates_of_native_names_go() {
    assertThat(
            FunctionNames.withoutArguments("ns::Foo<int, std::pair<a, b>>::bar(char const*) const"))
        .isEqualTo("ns::Foo::bar");
    assertThat(FunctionNames.withoutArguments("(anonymous namespace)::run(int)")).isEqualTo("run");
    assertThat(FunctionNames.withoutArguments("Foo::operator()(int)"))
        .isEqualTo("Foo::operator()(int)");
    assertThat(FunctionNames.withoutArguments("<A as B>::run")).isEqualTo("<A as B>::run");
    assertThat(FunctionNames.withoutArguments("main")).isEqualTo("main");
    assertThat(FunctionNames.withoutArguments("(odd)")).isEqualTo("(odd)");
  }
}
