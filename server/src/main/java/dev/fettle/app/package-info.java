/** The composition root: the only place that sees every feature. */
@NullMarked
package dev.fettle.app;

import org.jspecify.annotations.NullMarked;
