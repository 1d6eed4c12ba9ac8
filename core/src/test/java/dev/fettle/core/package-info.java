@NullMarked
package dev.fettle.core;

import org.jspecify.annotations.NullMarked;
