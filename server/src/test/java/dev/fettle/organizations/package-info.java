/** Tests of organizations, members and teams. */
@NullMarked
package dev.fettle.organizations;

import org.jspecify.annotations.NullMarked;
