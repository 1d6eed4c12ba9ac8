package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.time.Ids;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

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

  @GetMapping("/")
  @Access(Access.Kind.SESSION)
  Page<TokenResponse> list(Caller caller, PageRequest request) {
    long accountId = caller.userId();
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
  TokenResponse create(Caller caller, Input input) {
    var label = input.text("label", 255);
    int scopes = scopes(input);
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
  private static int scopes(Input input) {
    var node = input.node().get("scopes");
    if (node == null) {
      throw input.problem("scopes", "missing", "Field required");
    }
    if (node.isNumber()) {
      var mask = input.integer("scopes", 0, Scope.ALL);
      return mask == null ? 0 : mask;
    }
    int mask = 0;
    for (var text : input.texts("scopes", 64, 64)) {
      var scope = Scope.find(text);
      if (scope == null) {
        throw input.problem("scopes", "value_error", "Invalid scope");
      }
      mask |= scope.bit();
    }
    return mask;
  }
}
