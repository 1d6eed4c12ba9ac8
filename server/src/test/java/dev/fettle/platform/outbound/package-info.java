@NullMarked
package dev.fettle.platform.outbound;

import org.jspecify.annotations.NullMarked;
