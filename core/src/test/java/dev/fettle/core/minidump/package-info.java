@NullMarked
package dev.fettle.core.minidump;

import org.jspecify.annotations.NullMarked;
