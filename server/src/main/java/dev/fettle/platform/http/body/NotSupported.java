package dev.fettle.platform.http.body;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that clients send and that asks for something we cannot do: refused, not passed over.
 * Null, false, nothing and objects of these ask for what is so anyway.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotSupported.Check.class)
public @interface NotSupported {

  /** What cannot be done, and what to do instead. */
  String message();

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Whether a value asks for something. */
  final class Check implements ConstraintValidator<NotSupported, JsonNode> {
    @Override
    public boolean isValid(@Nullable JsonNode value, ConstraintValidatorContext context) {
      return value == null || !asks(value);
    }

    private static boolean asks(JsonNode value) {
      if (value.isObject()) {
        return value.valueStream().anyMatch(Check::asks);
      }
      return !value.isMissingNode()
          && !value.isNull()
          && !(value.isBoolean() && !value.booleanValue())
          && !(value.isString() && value.stringValue().isEmpty());
    }
  }
}
