/** Time and identifiers, injected wherever they are needed. */
@NullMarked
package dev.fettle.platform.time;

import org.jspecify.annotations.NullMarked;
