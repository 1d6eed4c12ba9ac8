/**
 * The tenants: organizations, their members with their roles, their teams. Owns {@code
 * organization}, {@code organization_member}, {@code team}, {@code team_member}, {@code
 * invitation_link}. Depends on accounts and platform.
 */
@NullMarked
package dev.fettle.organizations;

import org.jspecify.annotations.NullMarked;
