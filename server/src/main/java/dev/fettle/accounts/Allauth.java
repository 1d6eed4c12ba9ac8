package dev.fettle.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * The wire shapes of django-allauth's headless API, as far as GlitchTip's web client reads them:
 * every answer is {@code {"status": n, "data"?, "meta"?, "errors"?}}.
 */
final class Allauth {

  private Allauth() {}

  /** The envelope; absent parts are left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Envelope(
      int status, @Nullable Object data, @Nullable Meta meta, @Nullable List<Problem> errors) {}

  record Meta(@JsonProperty("is_authenticated") boolean isAuthenticated) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(String message, String code, @Nullable String param) {}

  record User(
      long id,
      String display,
      String email,
      @JsonProperty("has_usable_password") boolean hasUsablePassword) {

    static User from(Account account) {
      return new User(
          account.id(), account.display(), account.email(), account.passwordHash() != null);
    }
  }

  /** {@code at}: Unix time in seconds. */
  record Method(String method, double at, String email) {}

  record Authenticated(User user, List<Method> methods) {}

  record Flow(String id) {}

  record Flows(List<Flow> flows) {}

  record Email(String email, boolean verified, boolean primary) {}

  static ResponseEntity<Object> ok(Object data) {
    return ResponseEntity.ok(new Envelope(200, data, null, null));
  }

  static ResponseEntity<Object> signedIn(Account account, String method, Instant at) {
    var how = new Method(method, at.toEpochMilli() / 1000.0, account.email());
    return ResponseEntity.ok(
        new Envelope(
            200, new Authenticated(User.from(account), List.of(how)), new Meta(true), null));
  }

  /** Nobody is signed in: 401 with what one may do. */
  static ResponseEntity<Object> signedOut(boolean openForSignup) {
    var flows =
        openForSignup ? List.of(new Flow("login"), new Flow("signup")) : List.of(new Flow("login"));
    return ResponseEntity.status(401)
        .body(new Envelope(401, new Flows(flows), new Meta(false), null));
  }

  static ResponseEntity<Object> refused(String code, @Nullable String field, String message) {
    return ResponseEntity.status(400)
        .body(new Envelope(400, null, null, List.of(new Problem(message, code, field))));
  }

  /** Nothing but the number: done, or refused without a word. */
  static ResponseEntity<Object> status(int status) {
    return ResponseEntity.status(status).body(new Envelope(status, null, null, null));
  }
}
