package dev.fettle.platform.http;

import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/** Nothing is validated by the framework: what reads a body does it. */
final class NoValidator implements Validator {

  @Override
  public boolean supports(Class<?> type) {
    return false;
  }

  @Override
  public void validate(Object target, Errors errors) {}
}
