/** Tests of the composition and of the command line. */
@NullMarked
package dev.fettle.app;

import org.jspecify.annotations.NullMarked;
