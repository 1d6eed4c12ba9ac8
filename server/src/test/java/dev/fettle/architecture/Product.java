package dev.fettle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The product's own classes, read once. */
final class Product {

  /**
   * The features in the order of knowledge: each may know those before it, never those after it.
   */
  static final List<String> FEATURES =
      List.of(
          "accounts",
          "organizations",
          "live",
          "items",
          "projects",
          "payloads",
          "protection",
          "outcomes",
          "intakelog",
          "digest",
          "ingest",
          "issues",
          "performance",
          "logs",
          "sessions",
          "monitors",
          "feedback",
          "attachments");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fettle");

  private Product() {}

  /** The feature (or {@code platform}, {@code core}, {@code app}) that a package belongs to. */
  static String featureOf(String packageName) {
    var parts = packageName.split("\\.", -1);
    return parts.length > 2 ? parts[2] : "";
  }

  /** A rule that scanned nothing proves nothing. */
  static void assertScanned(int atLeast) {
    assertThat(CLASSES).as("classes the architecture tests see").hasSizeGreaterThan(atLeast);
  }
}
