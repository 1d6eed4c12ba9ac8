@NullMarked
package dev.fettle.core.envelope;

import org.jspecify.annotations.NullMarked;
