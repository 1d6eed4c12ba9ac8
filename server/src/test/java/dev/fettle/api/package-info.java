/**
 * The description of the management API, made of the routes and their records, and held to what is
 * answered.
 */
@NullMarked
package dev.fettle.api;

import org.jspecify.annotations.NullMarked;
