@NullMarked
package dev.fettle.platform.config;

import org.jspecify.annotations.NullMarked;
