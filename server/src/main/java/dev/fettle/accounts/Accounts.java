package dev.fettle.accounts;

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
  public Map<Long, UserResponse> describe(Collection<Long> accountIds) {
    var users = new HashMap<Long, UserResponse>();
    if (!accountIds.isEmpty()) {
      for (var account : store.list(accountIds)) {
        users.put(account.id(), UserResponse.seenByOthers(account));
      }
    }
    return users;
  }

  /** The id of the active account of an address, whatever its case. */
  public Optional<Long> findByEmail(String email) {
    return store.findByEmail(email).filter(Account::active).map(Account::id);
  }
}
