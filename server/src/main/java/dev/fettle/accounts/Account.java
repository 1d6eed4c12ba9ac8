package dev.fettle.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in.
 *
 * @param passwordHash in PHC form; null when the account has no password
 * @param options JSON text of {@link UserOptions}
 */
record Account(
    long id,
    String email,
    String name,
    @Nullable String passwordHash,
    boolean superuser,
    boolean active,
    boolean emailVerified,
    String options,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  /** What other people see: the name, else the address. */
  String display() {
    return name.isBlank() ? email : name;
  }
}
