package dev.fettle.accounts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person on the wire: GlitchTip's {@code UserSchema}. */
public record UserResponse(
    String id,
    UserOptions options,
    String username,
    Instant dateJoined,
    String email,
    boolean hasPasswordAuth,
    List<Object> identities,
    @Nullable Instant lastLogin,
    boolean isSuperuser,
    boolean isActive,
    String name) {

  /** To others in the same organization: who it is, and nothing of how they use the product. */
  static UserResponse seenByOthers(Account account) {
    return new UserResponse(
        Long.toString(account.id()),
        UserOptions.NONE,
        account.email(),
        account.createdAt(),
        account.email(),
        false,
        List.of(),
        null,
        false,
        account.active(),
        account.name());
  }

  /** To the person. */
  static UserResponse from(Account account) {
    return new UserResponse(
        Long.toString(account.id()),
        UserOptions.parse(account.options()),
        account.email(),
        account.createdAt(),
        account.email(),
        account.passwordHash() != null,
        List.of(),
        account.lastLoginAt(),
        account.superuser(),
        account.active(),
        account.name());
  }
}
