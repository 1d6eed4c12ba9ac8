/** Fuzz targets for what the intake does with bytes before anything of {@code core} sees them. */
@NullMarked
package dev.fettle.ingest;

import org.jspecify.annotations.NullMarked;
