/**
 * Mail to people: {@link dev.fettle.platform.mail.Letter}s in plain text and HTML, brought to the
 * mail server of {@code EMAIL_URL}. Features send by the outbox ({@link
 * dev.fettle.platform.mail.Mail#courier}). Without a mail server there is none, and pages say where
 * a link is instead. Owns no table.
 */
@NullMarked
package dev.fettle.platform.mail;

import org.jspecify.annotations.NullMarked;
