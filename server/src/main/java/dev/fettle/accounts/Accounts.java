package dev.fettle.accounts;

import dev.fettle.core.id.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What other features may know of people. Thread-safe. */
public final class Accounts {

  private final AccountStore store;

  Accounts(AccountStore store) {
    this.store = store;
  }

  /** The wire shapes of these people for others by id; an id that does not exist is left out. */
  public Map<AccountId, UserResponse> describe(Collection<AccountId> accountIds) {
    var users = new HashMap<AccountId, UserResponse>();
    if (!accountIds.isEmpty()) {
      for (var account : store.list(accountIds.stream().map(AccountId::value).toList())) {
        users.put(new AccountId(account.id()), UserResponse.seenByOthers(account));
      }
    }
    return users;
  }

  /** The id of the active account of an address, whatever its case. */
  public Optional<AccountId> findByEmail(String email) {
    return store
        .findByEmail(email)
        .filter(Account::active)
        .map(account -> new AccountId(account.id()));
  }
}
