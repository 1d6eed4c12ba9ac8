/**
 * What browsers report by themselves: violations of a content security policy, the Reporting API's
 * other reports, network errors, certificates. Bytes of a report in, events in the shape of {@code
 * core.event} out (sdk-wire section 12).
 *
 * <p>{@link dev.fettle.core.security.SecurityReports} is the entry. Pure: owns no tables, depends
 * on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.security;

import org.jspecify.annotations.NullMarked;
