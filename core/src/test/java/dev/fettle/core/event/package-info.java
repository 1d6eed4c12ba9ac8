@NullMarked
package dev.fettle.core.event;

import org.jspecify.annotations.NullMarked;
