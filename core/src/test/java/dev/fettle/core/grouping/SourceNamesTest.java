package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.example.shop.Cart                                | com.example.shop.Cart",
        "com.example.Cart$$Lambda$14/0x000001                 | com.example.Cart",
        "com.example.Cart$$Lambda/0x00007f1a                  | com.example.Cart",
        "com.example.Cart$$SpringCGLIB$$0                     | com.example.Cart",
        "com.example.Cart$$EnhancerBySpringCGLIB$$1a2b3c      | com.example.Cart",
        "com.example.Cart$$FastClassBySpringCGLIB$$1a2b       | com.example.Cart",
        "com.example.Cart_$$_jvst1a2_0                        | com.example.Cart",
        "com.example.Cart$ByteBuddy$x1y2                      | com.example.Cart",
        "com.example.Cart$HibernateProxy$AbC                  | com.example.Cart",
        "com.example.Cart_Subclass                            | com.example.Cart",
        "com.example.Cart_ClientProxy                         | com.example.Cart",
        "com.example.Cart$1                                   | com.example.Cart$",
        "com.example.Cart$Inner                               | com.example.Cart$Inner",
        "Shop.Cart+<>c__DisplayClass3_1                       | Shop.Cart+<>c",
        "Shop.Cart+<PayAsync>d__7                             | Shop.Cart+<PayAsync>d",
        "App\\Http\\Cart                                      | App\\Http\\Cart",
        "github.com/acme/shop/cart                            | shop/cart",
        "app                                                  | app",
        "__main__                                             | __main__"
      })
  void a_module_is_the_same_in_the_next_build(String module, String stable) {
    assertThat(SourceNames.module(module)).isEqualTo(stable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/srv/releases/20261123/app/cart.js          | app/cart.js",
        "/srv/releases/20261124101500/cart.js        | releases/cart.js",
        "C:\\build\\agent7\\src\\Cart.cs             | src/Cart.cs",
        "https://cdn.example/js/app.js?v=123         | js/app.js",
        "/assets/index-B3fa9c1d.js                   | assets/index.js",
        "/assets/index-DiwrgTda.js                   | assets/index.js",
        "/assets/checkout-Controller.js              | assets/checkout-Controller.js",
        "/static/js/main.4f3a2b1c.chunk.js           | js/main.chunk.js",
        "/static/js/vendors~main.4f3a2b1c9d8e.js     | js/vendors~main.js",
        "/static/9a0e82d1c4/app.js                   | static/app.js",
        "/app/node_modules/lib@1.2.3/index.js        | node_modules/index.js",
        "/usr/lib/x86_64-linux-gnu/libffi.so.8.1.2   | x86_64-linux-gnu/libffi.so",
        "jquery-3.7.1.min.js                         | jquery.min.js",
        "app.js                                      | app.js",
        "./src/app.js                                | src/app.js",
        "webpack:///./src/app.js                     | src/app.js",
        "app:///main.js                              | main.js",
        "base64.py                                   | base64.py",
        "utf8-decoder.py                             | utf8-decoder.py",
        "/                                           | ''"
      })
  void a_file_is_the_same_on_the_next_machine(String path, String stable) {
    assertThat(SourceNames.file(path)).isEqualTo(stable);
  }

  @ParameterizedTest
  @CsvSource({
    "App$DatabaseException, App$DatabaseException",
    "Cart$1, Cart$",
    "Sentry\\Exception\\Fatal, Sentry\\Exception\\Fatal",
    "E1, E1"
  })
  void a_type_stays_but_for_numbers_of_anonymous_classes(String type, String stable) {
    assertThat(SourceNames.type(type)).isEqualTo(stable);
  }
}
