package dev.fettle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeRulesTest {

  /** What is injected instead of called, and by what. */
  private static final Map<String, String> FORBIDDEN_CALLS =
      Map.of(
          "java.time.Instant.now", "inject java.time.InstantSource",
          "java.lang.System.currentTimeMillis", "inject java.time.InstantSource",
          "java.lang.System.getenv", "declare it in platform.config.Settings",
          "java.util.UUID.randomUUID", "inject platform.time.Ids",
          "java.lang.Math.random", "inject platform.time.Ids",
          "java.lang.Thread.sleep", "wait on a condition, or schedule through platform",
          "java.util.TimeZone.getDefault", "name the zone",
          "java.lang.Throwable.printStackTrace", "log it");

  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Utils?|Helper|Manager|Impl|Service)");

  private static final Pattern BARE_ID = Pattern.compile("id|.*Id");

  /** Who may be given two bare ids at once, and why. */
  private static final Map<String, String> BARE_IDS =
      Map.ofEntries(
          Map.entry("dev.fettle.intakelog.IntakeRecord", "the bytes of one record of the log"),
          Map.entry("dev.fettle.items.IncomingItem", "copy path: one for each item of a batch"),
          Map.entry("dev.fettle.items.OutcomeTally", "copy path: counts each item of a batch"),
          Map.entry("dev.fettle.items.OutcomeTally$Key", "copy path: the row of such a count"),
          Map.entry("dev.fettle.projects.NameStore$Release", "copy path: a row of a batch"),
          Map.entry("dev.fettle.monitors.Run", "copy path: a row of a batch"),
          Map.entry("dev.fettle.performance.TraceWriteStore$SpanId", "copy path: a row of a batch"),
          Map.entry("dev.fettle.core.trace.Span", "copy path: the client's ids of a span"),
          Map.entry("dev.fettle.core.event.ExceptionValue$Place", "places within one event"),
          Map.entry("dev.fettle.projects.DeletionStore$Deletion", "of whatever table is named"));

  @BeforeAll
  static void classes_were_found() {
    Product.assertScanned(60);
  }

  @Test
  void time_randomness_and_environment_are_injected() {
    var violations = new ArrayList<String>();
    for (JavaClass type : Product.CLASSES) {
      if (type.getPackageName().startsWith("dev.fettle.platform")) {
        continue;
      }
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        var method = call.getTargetOwner().getName() + "." + call.getName();
        var remedy = FORBIDDEN_CALLS.get(method);
        if (remedy != null) {
          violations.add(call.getDescription() + ": " + remedy);
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void nothing_prints_to_standard_output() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fettle.app..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(Product.CLASSES);
  }

  @Test
  void every_package_is_null_marked_and_documented() throws IOException {
    var packages = new TreeSet<String>();
    for (JavaClass type : Product.CLASSES) {
      packages.add(type.getPackageName());
    }
    assertThat(packages).hasSizeGreaterThan(5);
    for (var name : packages) {
      assertThat(Product.CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class))
          .as(name)
          .isTrue();
    }
    for (var path : sources(file -> file.endsWith("package-info.java"), true)) {
      assertThat(Files.readString(path))
          .as(path.toString())
          .contains("/**")
          .contains("@NullMarked");
    }
  }

  @Test
  void names_say_what_a_type_is() {
    var violations = new ArrayList<String>();
    for (JavaClass type : Product.CLASSES) {
      if (BANNED_NAME.matcher(type.getSimpleName()).matches()) {
        violations.add(type.getName());
      }
      for (var part : type.getPackageName().split("\\.", -1)) {
        if (List.of("common", "misc", "util", "utils", "impl", "services").contains(part)) {
          violations.add(type.getName());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  /**
   * The compiler tells {@code core.id} types apart; of two longs nobody sees that they changed
   * places.
   */
  @Test
  void ids_that_stand_beside_each_other_have_types() {
    var found = new TreeMap<String, List<String>>();
    int named = 0;
    for (JavaClass type : Product.CLASSES) {
      var reflected = type.reflect();
      var units = new ArrayList<Executable>(List.of(reflected.getDeclaredMethods()));
      units.addAll(List.of(reflected.getDeclaredConstructors()));
      for (var unit : units) {
        named += unit.getParameterCount() > 0 && unit.getParameters()[0].isNamePresent() ? 1 : 0;
        if (!unit.isSynthetic() && bareIds(unit) > 1) {
          found.computeIfAbsent(type.getName(), _ -> new ArrayList<>()).add(unit.toString());
        }
      }
    }
    assertThat(named).as("compiled with -parameters").isGreaterThan(1_000);
    var violations = new TreeMap<>(found);
    violations.keySet().removeAll(BARE_IDS.keySet());
    assertThat(violations).as("give all but one a type of core.id").isEmpty();
    assertThat(found)
        .as("an exception that nobody needs")
        .containsKeys(BARE_IDS.keySet().toArray(String[]::new));
  }

  private static long bareIds(Executable unit) {
    return Stream.of(unit.getParameters())
        .filter(parameter -> parameter.getType() == long.class || parameter.getType() == Long.class)
        .filter(parameter -> BARE_ID.matcher(parameter.getName()).matches())
        .count();
  }

  @Test
  void optional_is_only_returned() {
    noFields().should().haveRawType(Optional.class).check(Product.CLASSES);
    var violations = new ArrayList<String>();
    for (JavaClass type : Product.CLASSES) {
      for (var method : type.getCodeUnits()) {
        if (method.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isEquivalentTo(Optional.class))
            && !method.getName().startsWith("lambda$")) {
          violations.add(method.getFullName());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void no_bare_exception_is_thrown() {
    noClasses()
        .that()
        .areNotAssignableTo(Throwable.class)
        .should()
        .callConstructor(RuntimeException.class, String.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class, Throwable.class)
        .orShould()
        .callConstructor(RuntimeException.class, Throwable.class)
        .orShould()
        .callConstructor(Exception.class, String.class)
        .check(Product.CLASSES);
  }

  @Test
  void no_java_util_date() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(java.util.Date.class)
        .check(Product.CLASSES);
  }

  @Test
  void files_stay_readable() throws IOException {
    var tooLong = new ArrayList<String>();
    int seen = 0;
    for (var path : sources(file -> file.endsWith(".java"), false)) {
      seen++;
      long lines;
      try (var stream = Files.lines(path)) {
        lines = stream.count();
      }
      int limit = path.toString().contains("src/test") ? 600 : 400;
      if (lines > limit) {
        tooLong.add(path + ": " + lines + " lines, at most " + limit);
      }
    }
    assertThat(seen).isGreaterThan(60);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void no_test_is_switched_off() throws IOException {
    var pattern =
        Pattern.compile("@Disabled|assumeTrue|assumeFalse|Assumptions\\.|Thread\\.sleep\\(");
    var violations = new ArrayList<String>();
    for (var path :
        sources(file -> file.contains("src/test") && !file.endsWith("CodeRulesTest.java"), false)) {
      if (pattern.matcher(Files.readString(path)).find()) {
        violations.add(path.toString());
      }
    }
    assertThat(violations).isEmpty();
  }

  private static List<Path> sources(Predicate<String> filter, boolean mainOnly) throws IOException {
    var files = new ArrayList<Path>();
    for (var root : List.of(Path.of("src"), Path.of("../core/src"))) {
      try (Stream<Path> paths = Files.walk(mainOnly ? root.resolve("main") : root)) {
        paths
            .filter(path -> path.toString().endsWith(".java") && filter.test(path.toString()))
            .forEach(files::add);
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }
}
