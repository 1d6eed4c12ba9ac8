/** What the process counts of itself, in the form Prometheus reads. Owns no table. */
@NullMarked
package dev.fettle.platform.metrics;

import org.jspecify.annotations.NullMarked;
