package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.time.Ids;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The caller's API tokens. A token cannot manage tokens: a session is needed. */
@RestController
@RequestMapping("/api/0/api-tokens")
final class TokenRoutes {

  private static final int TOKEN_BYTES = 32;
  private static final int HINT_LENGTH = 4;

  private final TokenStore tokens;
  private final Ids ids;
  private final InstantSource clock;

  TokenRoutes(TokenStore tokens, Ids ids, InstantSource clock) {
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A token to be made.
   *
   * @param scopes a list of names, or a mask
   */
  record NewToken(@Size(max = 255) @Nullable String label, @NotNull JsonNode scopes) {}

  @GetMapping("/")
  @Access(Access.Kind.SESSION)
  Page<TokenResponse> list(Caller caller, PageRequest request) {
    var accountId = caller.userId();
    var cursor = request.cursor();
    var rows =
        request.backward() && cursor != null
            ? tokens.listAfter(accountId, cursor.longAt(0), request.fetch())
            : tokens.listBefore(
                accountId, cursor == null ? Long.MAX_VALUE : cursor.longAt(0), request.fetch());
    return Page.of(
            request, rows, row -> List.of(Long.toString(row.id())), () -> tokens.count(accountId))
        .map(row -> TokenResponse.from(row, null));
  }

  @PostMapping("/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(Access.Kind.SESSION)
  TokenResponse create(Caller caller, @Body NewToken wanted) {
    var label = wanted.label();
    int scopes = scopes(wanted.scopes());
    var token = ids.hexToken(TOKEN_BYTES);
    var row =
        tokens.insert(
            new TokenStore.NewToken(
                caller.userId(),
                Digests.sha256Hex(token),
                token.substring(token.length() - HINT_LENGTH),
                label == null ? "" : label,
                scopes),
            clock.instant());
    return TokenResponse.from(row, token);
  }

  @DeleteMapping("/{tokenId}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(Access.Kind.SESSION)
  void delete(Caller caller, @PathVariable long tokenId) {
    if (!tokens.delete(caller.userId(), tokenId)) {
      throw ApiException.notFound();
    }
  }

  /** A list of names, or a mask. */
  private static int scopes(JsonNode scopes) {
    if (scopes.isInt() && scopes.intValue() >= 0 && scopes.intValue() <= Scope.ALL) {
      return scopes.intValue();
    }
    if (!scopes.isArray()) {
      throw invalid("list_type", "Input should be a valid list of scopes, or their mask");
    }
    int mask = 0;
    for (var text : scopes) {
      var scope = text.isString() ? Scope.find(text.stringValue()) : null;
      if (scope == null) {
        throw invalid(
            "value_error", "Invalid scope: use " + String.join(", ", Scope.texts(Scope.ALL)));
      }
      mask |= scope.bit();
    }
    return mask;
  }

  private static ApiException invalid(String type, String message) {
    return ApiException.unprocessable(FieldProblem.ofBody("scopes", type, message));
  }
}
