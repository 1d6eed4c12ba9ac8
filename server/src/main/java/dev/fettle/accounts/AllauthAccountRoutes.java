package dev.fettle.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.platform.crypto.Passwords;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.AllauthShape;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.DeviceCookie;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.SessionCookie;
import dev.fettle.platform.time.Ids;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a person does to their own account. The routes are public because allauth answers 401 with a
 * body of its own; each asks for the session itself.
 */
@RestController
@AllauthShape
@RequestMapping("/_allauth/browser/v1")
final class AllauthAccountRoutes {

  private final AccountStore accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final PasswordChange passwordChange;
  private final Registration registration;
  private final LoginLimits limits;
  private final Ids ids;

  AllauthAccountRoutes(
      AccountStore accounts,
      Sessions sessions,
      Passwords passwords,
      PasswordChange passwordChange,
      Registration registration,
      LoginLimits limits,
      Ids ids) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.passwordChange = passwordChange;
    this.registration = registration;
    this.limits = limits;
    this.ids = ids;
  }

  /** Another password; the current one when there is one. */
  record NewPassword(
      @JsonProperty("new_password") @NotNull @Size(max = PasswordRules.MAX_LENGTH)
          String newPassword,
      @JsonProperty("current_password") @Size(max = PasswordRules.MAX_LENGTH)
          @Nullable String currentPassword,
      @JsonProperty("keep_tokens") @Nullable Boolean keepTokens) {}

  /** The password once more. */
  record Reauthentication(@NotNull @Size(max = PasswordRules.MAX_LENGTH) String password) {}

  /**
   * Every other browser of the person is signed out and their API tokens end, unless {@code
   * keep_tokens} is true; this browser gets a new session.
   */
  @PostMapping("/account/password/change")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> changePassword(
      @Nullable Caller caller,
      @Body NewPassword wanted,
      Origin origin,
      @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent,
      HttpServletResponse response) {
    var account = signedIn(caller);
    if (account == null) {
      return Allauth.signedOut(registration.isOpen());
    }
    var newPassword = wanted.newPassword();
    var currentPassword = wanted.currentPassword();
    boolean keepTokens = Boolean.TRUE.equals(wanted.keepTokens());
    if (!limits.mayChangePassword(account.id())) {
      return Allauth.status(429);
    }
    if (account.passwordHash() != null
        && !passwords.matches(
            currentPassword == null ? "" : currentPassword, account.passwordHash())) {
      return Allauth.refused(
          "enter_current_password", "current_password", "Please type your current password.");
    }
    var problem = PasswordRules.check(newPassword, account.email());
    if (problem != null) {
      return Allauth.refused(problem.code(), "new_password", problem.message());
    }
    var started =
        passwordChange.change(
            account.id(), newPassword, keepTokens, AllauthRoutes.device(origin, userAgent));
    var changed = accounts.find(account.id()).orElseThrow();
    SessionCookie.set(response, started.id(), sessions.age(), origin);
    DeviceCookie.set(response, KnownDevice.mark(changed, ids), origin);
    return Allauth.signedIn(changed, started.method(), started.at());
  }

  @PostMapping("/auth/reauthenticate")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> reauthenticate(
      @Nullable Caller caller,
      @Body Reauthentication wanted,
      Origin origin,
      @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent,
      HttpServletResponse response) {
    var account = signedIn(caller);
    if (account == null || caller == null) {
      return Allauth.signedOut(registration.isOpen());
    }
    var password = wanted.password();
    var permit = limits.reauthentication(account.id());
    if (permit == null) {
      return Allauth.status(429);
    }
    if (!passwords.matches(password, account.passwordHash())) {
      return Allauth.refused("incorrect_password", "password", "Incorrect password.");
    }
    permit.giveBack();
    if (caller.credential() instanceof Caller.Session session) {
      sessions.end(session.idHash());
    }
    var started = sessions.start(account.id(), "password", AllauthRoutes.device(origin, userAgent));
    SessionCookie.set(response, started.id(), sessions.age(), origin);
    return Allauth.signedIn(account, started.method(), started.at());
  }

  @GetMapping("/account/email")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> emails(@Nullable Caller caller) {
    var account = signedIn(caller);
    return account == null
        ? Allauth.signedOut(registration.isOpen())
        : Allauth.ok(List.of(new Allauth.Email(account.email(), account.emailVerified(), true)));
  }

  /** No second factor exists yet: an empty list, so that a profile page can be shown. */
  @GetMapping("/account/authenticators")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> authenticators(@Nullable Caller caller) {
    return signedIn(caller) == null
        ? Allauth.signedOut(registration.isOpen())
        : Allauth.ok(List.of());
  }

  /** Nor accounts of other providers. */
  @GetMapping("/account/providers")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> providers(@Nullable Caller caller) {
    return signedIn(caller) == null
        ? Allauth.signedOut(registration.isOpen())
        : Allauth.ok(List.of());
  }

  private @Nullable Account signedIn(@Nullable Caller caller) {
    return caller == null || !(caller.credential() instanceof Caller.Session)
        ? null
        : accounts.find(caller.userId().value()).orElse(null);
  }
}
