package dev.fettle.core.grouping;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of exceptions that say nothing but "something went wrong". Two of them thrown in one
 * function are two errors when their messages differ beyond their parameters.
 */
final class GenericTypes {
  private static final Set<String> NAMES =
      Set.of(
          "Error",
          "Exception",
          "Throwable",
          "RuntimeException",
          "RuntimeError",
          "StandardError",
          "ErrorException",
          "UnhandledRejection",
          "AggregateError",
          "*errors.errorString",
          "*fmt.wrapError",
          "std::exception",
          "std::runtime_error");

  private GenericTypes() {}

  /** A missing type is as generic as it gets. */
  static boolean contains(@Nullable String type) {
    return type == null || NAMES.contains(type);
  }
}
