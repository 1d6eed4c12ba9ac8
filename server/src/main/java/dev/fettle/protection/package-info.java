/**
 * What a project is protected from: unwanted items (inbound filters), secrets in wanted ones
 * (scrubbing), and too many of them (limits shared by all nodes, spike protection).
 *
 * <p>Owns {@code intake_rules}, {@code organization_limit}, {@code limit_window} and {@code
 * project_spike}. Decides, and leaves counting to the intake. Depends on projects, organizations
 * and platform.
 */
@NullMarked
package dev.fettle.protection;

import org.jspecify.annotations.NullMarked;
