package dev.fettle.accounts;

import dev.fettle.core.id.AccountId;

/** Takes away every way in that an account has given out: sessions, API tokens, mailed links. */
final class SignOut {

  private final SessionStore sessions;
  private final TokenStore tokens;
  private final PasswordResetStore links;

  SignOut(SessionStore sessions, TokenStore tokens, PasswordResetStore links) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.links = links;
  }

  /** Within the transaction that gives the reason for it. */
  void everywhere(long accountId) {
    sessions.deleteAll(accountId);
    tokens.deleteAll(new AccountId(accountId));
    links.deleteAll(accountId);
  }
}
