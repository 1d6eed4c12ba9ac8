/**
 * What people say about what went wrong.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.feedback;

import org.jspecify.annotations.NullMarked;
