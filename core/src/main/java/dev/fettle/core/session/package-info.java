/**
 * Sessions: how many there were of a release, and how they ended.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.session;

import org.jspecify.annotations.NullMarked;
