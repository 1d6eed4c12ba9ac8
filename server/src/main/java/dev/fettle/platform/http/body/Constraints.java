package dev.fettle.platform.http.body;

import dev.fettle.platform.http.FieldProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * What the constraints of a record say against its values, in GlitchTip's words. The validator is
 * made for the first body, not at the start. Thread-safe.
 */
final class Constraints {

  private static final class Lazy {
    static final Validator VALIDATOR =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new ParameterMessageInterpolator()) // no expression language
            .addValueExtractor(new Given.Extractor())
            .buildValidatorFactory()
            .getValidator();
  }

  private Constraints() {}

  /** In the order of the fields. */
  static List<FieldProblem> problems(Object body, List<Object> location) {
    return Lazy.VALIDATOR.validate(body).stream()
        .sorted(Comparator.comparingInt(violation -> order(body.getClass(), violation)))
        .map(violation -> problem(violation, locate(body.getClass(), violation, location)))
        .toList();
  }

  private static FieldProblem problem(ConstraintViolation<?> violation, List<Object> place) {
    return switch (violation.getConstraintDescriptor().getAnnotation()) {
      case Size size -> ofSize(size, violation.getInvalidValue(), place);
      case Pattern pattern ->
          new FieldProblem(
              "string_pattern_mismatch",
              place,
              "String should match pattern '%s'".formatted(pattern.regexp()),
              Map.of("pattern", pattern.regexp()));
      case Min min ->
          new FieldProblem(
              "greater_than_equal",
              place,
              "Input should be greater than or equal to " + min.value(),
              Map.of("ge", min.value()));
      case Max max ->
          new FieldProblem(
              "less_than_equal",
              place,
              "Input should be less than or equal to " + max.value(),
              Map.of("le", max.value()));
      case NotSupported _ ->
          new FieldProblem("not_supported", place, violation.getMessage(), Map.of());
      default -> new FieldProblem("value_error", place, violation.getMessage(), Map.of());
    };
  }

  private static FieldProblem ofSize(Size size, Object value, List<Object> place) {
    if (!(value instanceof CharSequence text)) {
      return new FieldProblem(
          "too_long",
          place,
          "List should have at most %d items".formatted(size.max()),
          Map.of("max_length", size.max()));
    }
    if (text.length() > size.max()) {
      return new FieldProblem(
          "string_too_long",
          place,
          "String should have at most %d characters".formatted(size.max()),
          Map.of("max_length", size.max()));
    }
    return new FieldProblem(
        "string_too_short",
        place,
        "String should have at least %d character%s"
            .formatted(size.min(), size.min() == 1 ? "" : "s"),
        Map.of("min_length", size.min()));
  }

  /** The names of the wire and the places in lists. */
  private static List<Object> locate(
      Class<?> type, ConstraintViolation<?> violation, List<Object> location) {
    var place = new ArrayList<>(location);
    Type owner = type;
    for (var node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        place.add(node.getIndex());
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        var component = component(owner, node);
        place.add(BodyTypes.wireName(component));
        owner = component.getGenericType();
      }
    }
    return place;
  }

  private static int order(Class<?> type, ConstraintViolation<?> violation) {
    var first = violation.getPropertyPath().iterator().next();
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .toList()
        .indexOf(first.getName());
  }

  private static RecordComponent component(Type owner, Path.Node node) {
    var type = BodyTypes.rawType(owner);
    if (type == Given.class || type == List.class) {
      return component(BodyTypes.argument(owner), node);
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getName().equals(node.getName()))
        .findFirst()
        .orElseThrow();
  }
}
