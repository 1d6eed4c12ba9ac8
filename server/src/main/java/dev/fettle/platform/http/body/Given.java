package dev.fettle.platform.http.body;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import org.jspecify.annotations.Nullable;

/**
 * A field of a body whose null means something, such as no limit; a component of this type is null
 * when the field is not there. On the wire it is the value itself.
 */
public record Given<T>(@Nullable T value) {

  /** Lets constraints reach the value. */
  static final class Extractor implements ValueExtractor<Given<@ExtractedValue ?>> {
    @Override
    public void extractValues(Given<?> given, ValueReceiver receiver) {
      receiver.value(null, given.value());
    }
  }
}
