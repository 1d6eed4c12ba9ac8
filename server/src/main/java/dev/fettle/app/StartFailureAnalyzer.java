package dev.fettle.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Shows the operator the message that says what to do, instead of a stack trace. */
public class StartFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    var known = StartFailure.of(failure);
    return known == null ? null : new FailureAnalysis(known.message(), null, failure);
  }
}
