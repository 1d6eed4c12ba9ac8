/** Tests of scrubbing. */
@NullMarked
package dev.fettle.core.scrub;

import org.jspecify.annotations.NullMarked;
