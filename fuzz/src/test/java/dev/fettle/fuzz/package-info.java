/**
 * Fuzz targets for {@code core}: each is one method that takes any bytes and knows the one failure
 * that is declared for them.
 *
 * <p>{@code mvn test} replays the inputs kept in {@code src/test/resources}; {@code ./fettle fuzz}
 * looks for new ones. Targets for package-private classes lie in the package of those.
 */
@NullMarked
package dev.fettle.fuzz;

import org.jspecify.annotations.NullMarked;
