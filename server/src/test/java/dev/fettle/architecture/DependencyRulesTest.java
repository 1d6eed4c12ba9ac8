package dev.fettle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.PathVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {

  @BeforeAll
  static void classes_were_found() {
    Product.assertScanned(60);
  }

  @Test
  void core_knows_the_jdk_one_json_parser_and_jspecify() {
    classes()
        .that()
        .resideInAPackage("dev.fettle.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.fettle.core..",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..")
        .check(Product.CLASSES);
  }

  @Test
  void core_reads_no_database_and_no_network() {
    noClasses()
        .that()
        .resideInAPackage("dev.fettle.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..")
        .check(Product.CLASSES);
  }

  @Test
  void platform_knows_no_feature() {
    noClasses()
        .that()
        .resideInAPackage("dev.fettle.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Product.FEATURES.stream()
                .map(feature -> "dev.fettle." + feature + "..")
                .toArray(String[]::new))
        .check(Product.CLASSES);
  }

  @Test
  void features_know_only_features_below_them() {
    var violations = new ArrayList<String>();
    for (JavaClass type : Product.CLASSES) {
      int own = Product.FEATURES.indexOf(Product.featureOf(type.getPackageName()));
      if (own < 0) {
        continue;
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass().getPackageName();
        boolean above =
            target.startsWith("dev.fettle.")
                && Product.FEATURES.indexOf(Product.featureOf(target)) > own;
        if (above || target.startsWith("dev.fettle.app")) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("dev.fettle.(**)").should().beFreeOfCycles().check(Product.CLASSES);
  }

  @Test
  void jdbc_is_spoken_in_stores_and_in_platform_db() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.fettle.platform.db..", "dev.fettle.app..")
        .and()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .haveSimpleNameNotEndingWith("Module")
        .and(notNestedIn("Store"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "javax.sql..", "org.postgresql..", "org.springframework.jdbc..")
        .check(Product.CLASSES);
  }

  @Test
  void http_is_spoken_in_routes_and_in_platform_http() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.fettle.platform.http..", "dev.fettle.app..")
        .and()
        .haveSimpleNameNotEndingWith("Routes")
        .and()
        .haveSimpleNameNotEndingWith("Module")
        .and()
        .haveSimpleNameNotEndingWith("Filter")
        .and(notNestedIn("Routes"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .check(Product.CLASSES);
  }

  /**
   * A feature says no with {@code platform.refusal}; what a path or a parameter is, its door reads.
   */
  @Test
  void answers_of_http_are_given_by_routes_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.fettle.platform.http..", "dev.fettle.app..")
        .and()
        .haveSimpleNameNotEndingWith("Routes")
        .and()
        .haveSimpleNameNotEndingWith("Parameters")
        .and()
        .haveSimpleNameNotEndingWith("Module")
        .and(notNestedIn("Routes"))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ApiException.class, FieldProblem.class, PathVariables.class)
        .check(Product.CLASSES);
  }

  @Test
  void refusals_and_pages_know_no_protocol() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.fettle.platform.refusal..", "dev.fettle.platform.paging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fettle.platform.http..", "org.springframework..", "jakarta..", "java.sql..")
        .check(Product.CLASSES);
  }

  @Test
  void jetty_is_known_to_what_stands_in_front_of_the_routes_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.fettle.ingest..", "dev.fettle.app..", "dev.fettle.platform.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(Product.CLASSES);
  }

  @Test
  void other_hosts_are_called_through_platform_outbound_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fettle.platform.outbound..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..", "java.net.http..")
        .orShould()
        .callMethod(java.net.URL.class, "openConnection")
        .check(Product.CLASSES);
  }

  @Test
  void mail_is_sent_through_platform_mail_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fettle.platform.mail..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
        .check(Product.CLASSES);
  }

  @Test
  void the_module_graph_is_the_golden_one() {
    var edges = new TreeSet<String>();
    for (JavaClass type : Product.CLASSES) {
      var from = moduleOf(type.getPackageName());
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass().getPackageName();
        if (target.startsWith("dev.fettle.") && !moduleOf(target).equals(from)) {
          edges.add(from + " -> " + moduleOf(target));
        }
      }
    }
    dev.fettle.testkit.Golden.assertMatches(
        "modules.txt", String.join("\n", List.copyOf(edges)) + "\n");
  }

  private static String moduleOf(String packageName) {
    var parts = packageName.split("\\.", -1);
    boolean nested = parts.length > 3 && (parts[2].equals("platform") || parts[2].equals("core"));
    return nested ? parts[2] + "." + parts[3] : Product.featureOf(packageName);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> notNestedIn(
      String suffix) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "not nested in a *" + suffix,
        type -> {
          var name = type.getName();
          int nested = name.indexOf('$');
          return nested < 0 || !name.substring(0, nested).endsWith(suffix);
        });
  }
}
