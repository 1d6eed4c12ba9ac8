/** Tests of the manners of the management API. */
@NullMarked
package dev.fettle.platform.http;

import org.jspecify.annotations.NullMarked;
