/**
 * People: accounts, signing in and out, API tokens, the settings of the installation. Owns {@code
 * account}, {@code account_session}, {@code api_token}, {@code password_reset}. Depends on platform
 * only.
 */
@NullMarked
package dev.fettle.accounts;

import org.jspecify.annotations.NullMarked;
