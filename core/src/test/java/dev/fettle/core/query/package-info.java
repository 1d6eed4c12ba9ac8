/** Tests of the search language. */
@NullMarked
package dev.fettle.core.query;

import org.jspecify.annotations.NullMarked;
