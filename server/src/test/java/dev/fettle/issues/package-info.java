/** Tests of issues and events. */
@NullMarked
package dev.fettle.issues;

import org.jspecify.annotations.NullMarked;
