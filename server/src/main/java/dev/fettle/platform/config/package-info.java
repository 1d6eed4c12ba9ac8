/** Settings from the environment: declared once, bounded, documented by a golden file. */
@NullMarked
package dev.fettle.platform.config;

import org.jspecify.annotations.NullMarked;
