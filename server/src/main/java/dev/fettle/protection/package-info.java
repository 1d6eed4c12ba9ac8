/**
 * What a project is protected from: unwanted items (inbound filters), secrets in wanted ones
 * (scrubbing), and too many of them (limits shared by all nodes).
 *
 * <p>Owns {@code intake_rules}, {@code organization_limit} and {@code limit_window}. Decides, and
 * leaves counting, and so spikes, to the intake. Depends on projects, organizations and platform.
 */
@NullMarked
package dev.fettle.protection;

import org.jspecify.annotations.NullMarked;
