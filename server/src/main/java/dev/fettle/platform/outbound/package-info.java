/**
 * The one way out: every HTTP request this process makes to somebody else's address goes through
 * {@link dev.fettle.platform.outbound.OutboundHttp}. Owns no table; depends on {@code
 * platform.config} and {@code core} only.
 */
@NullMarked
package dev.fettle.platform.outbound;

import org.jspecify.annotations.NullMarked;
