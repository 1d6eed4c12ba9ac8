package dev.fettle.accounts;

/** Takes away every way in that an account has given out: sessions and API tokens. */
final class SignOut {

  private final SessionStore sessions;
  private final TokenStore tokens;

  SignOut(SessionStore sessions, TokenStore tokens) {
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /** Within the transaction that gives the reason for it. */
  void everywhere(long accountId) {
    sessions.deleteAll(accountId);
    tokens.deleteAll(accountId);
  }
}
