/** Tests of spans, names and durations. */
@NullMarked
package dev.fettle.core.trace;

import org.jspecify.annotations.NullMarked;
