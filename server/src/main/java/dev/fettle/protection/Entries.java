package dev.fettle.protection;

import dev.fettle.core.IpNetwork;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list whose entries are all of one form; blank ones do not count. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Entries.Check.class)
@interface Entries {

  Rule value();

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** What an entry looks like. */
  enum Rule {
    GLOB("\"%s\" would match everything: write more than stars"),
    NETWORK(
        "\"%s\" is no network: write an address such as 203.0.113.9 or a network such as 203.0.113.0/24"),
    FIELD("\"%s\" is too short for the name of a field: write at least 2 characters"),
    DOMAIN("\"%s\" is no domain: write example.com, *.example.com or *, without https:// and path");

    private static final Pattern HOST =
        Pattern.compile("\\*|(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?(:\\d{1,5})?");

    private final String problem;

    Rule(String problem) {
      this.problem = problem;
    }

    private boolean fits(String entry) {
      return switch (this) {
        case GLOB -> entry.chars().anyMatch(unit -> unit != '*' && unit != ' ');
        case NETWORK -> IpNetwork.parse(entry) != null;
        case FIELD -> entry.length() >= 2;
        case DOMAIN -> HOST.matcher(entry.toLowerCase(Locale.ROOT)).matches();
      };
    }

    /** What is kept of a list: no blank and no repeated entries; the old one when it is null. */
    static List<String> kept(@Nullable List<String> entries, List<String> old) {
      if (entries == null) {
        return old;
      }
      var kept = new LinkedHashSet<>(entries.stream().map(String::strip).toList());
      kept.remove("");
      return List.copyOf(kept);
    }
  }

  /** Names the first entry of another form. */
  final class Check implements ConstraintValidator<Entries, List<String>> {

    private Rule rule = Rule.GLOB;

    @Override
    public void initialize(Entries entries) {
      rule = entries.value();
    }

    @Override
    public boolean isValid(@Nullable List<String> entries, ConstraintValidatorContext context) {
      for (var entry : Rule.kept(entries, List.of())) {
        if (!rule.fits(entry)) {
          var text = rule.problem.formatted(entry);
          context.disableDefaultConstraintViolation();
          context
              .buildConstraintViolationWithTemplate(text.replaceAll("([\\\\{}$])", "\\\\$1"))
              .addConstraintViolation();
          return false;
        }
      }
      return true;
    }
  }
}
