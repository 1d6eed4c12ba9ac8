/**
 * The account of what became of everything that came: counts by project and hour, spikes among
 * them, and the meters of the operator.
 *
 * <p>Owns {@code outcome_hour} and {@code project_spike}.
 */
@NullMarked
package dev.fettle.outcomes;

import org.jspecify.annotations.NullMarked;
