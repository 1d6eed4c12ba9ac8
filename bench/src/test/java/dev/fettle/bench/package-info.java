@NullMarked
package dev.fettle.bench;

import org.jspecify.annotations.NullMarked;
