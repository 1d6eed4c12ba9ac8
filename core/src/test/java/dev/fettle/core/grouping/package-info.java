@NullMarked
package dev.fettle.core.grouping;

import org.jspecify.annotations.NullMarked;
