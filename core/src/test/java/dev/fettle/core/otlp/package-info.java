@NullMarked
package dev.fettle.core.otlp;

import org.jspecify.annotations.NullMarked;
