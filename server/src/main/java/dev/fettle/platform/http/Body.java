package dev.fettle.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter that a request's JSON object is read into: a record whose components carry the
 * constraints of Jakarta Validation. {@code body.BodyReader} says how; what it refuses is answered
 * with 422 and a {@link FieldProblem} for each field.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Body {}
