/** Fuzz targets for what the digest reads from the log. */
@NullMarked
package dev.fettle.digest;

import org.jspecify.annotations.NullMarked;
