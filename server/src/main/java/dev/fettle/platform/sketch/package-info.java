/** Counts without the counted: sketches of a fixed size for what may be large. */
@NullMarked
package dev.fettle.platform.sketch;

import org.jspecify.annotations.NullMarked;
