@NullMarked
package dev.fettle.core.security;

import org.jspecify.annotations.NullMarked;
