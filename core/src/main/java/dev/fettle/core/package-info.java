/** Shared ground of the pure module: limits and JSON reading. Nothing here knows HTTP or SQL. */
@NullMarked
package dev.fettle.core;

import org.jspecify.annotations.NullMarked;
