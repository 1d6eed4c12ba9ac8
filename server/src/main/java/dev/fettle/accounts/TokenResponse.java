package dev.fettle.accounts;

import dev.fettle.platform.http.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API token on the wire.
 *
 * @param token the whole token in the answer that made it; elsewhere {@code …} and its last four
 *     characters, because we keep only a hash (GlitchTip shows every token in full in each list)
 */
record TokenResponse(long id, String label, List<String> scopes, String token, Instant created) {

  static TokenResponse from(TokenStore.Row row, @Nullable String token) {
    return new TokenResponse(
        row.id(),
        row.label(),
        Scope.texts(row.scopes()),
        token == null ? "…" + row.hint() : token,
        row.createdAt());
  }
}
