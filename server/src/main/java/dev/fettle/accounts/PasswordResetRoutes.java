package dev.fettle.accounts;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.AllauthShape;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Origin;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For who forgot their password: asking for a link, and using it. */
@RestController
@AllauthShape
@RequestMapping("/_allauth/browser/v1/auth/password")
final class PasswordResetRoutes {

  private static final int MAX_KEY = 400;

  private final PasswordReset reset;
  private final Registration registration;
  private final LoginLimits limits;

  PasswordResetRoutes(PasswordReset reset, Registration registration, LoginLimits limits) {
    this.reset = reset;
    this.registration = registration;
    this.limits = limits;
  }

  /** The same answer whoever has the address; what it is comes by mail. */
  @PostMapping("/request")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> request(Input input, Origin origin) {
    var email = input.requiredText("email", 0, Emails.MAX_LENGTH);
    if (!reset.isPossible()) {
      return Allauth.refused(
          "mail_not_configured",
          "email",
          "This server cannot send e-mail. Ask its administrator to set a new password for you.");
    }
    if (!Emails.isValid(email.strip())) {
      return Allauth.refused("invalid", "email", "Enter a valid email address.");
    }
    if (!limits.mayAskForPassword(Emails.key(email), origin.clientAddress())) {
      return Allauth.status(429);
    }
    reset.request(email);
    return Allauth.status(200);
  }

  /** Whether a link is still valid, and whose password it sets. */
  @GetMapping("/reset")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> show(
      @RequestHeader(name = "X-Password-Reset-Key", defaultValue = "") String key, Origin origin) {
    if (!limits.mayUseResetLink(origin.clientAddress())) {
      return Allauth.status(429);
    }
    return reset
        .find(key)
        .map(account -> Allauth.ok(Map.of("user", Allauth.User.from(account))))
        .orElseGet(PasswordResetRoutes::invalid);
  }

  /** Nobody is signed in by it: 401 with what one may do now, as allauth answers. */
  @PostMapping("/reset")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> set(Input input, Origin origin) {
    var key = input.requiredText("key", 0, MAX_KEY);
    var password = input.requiredSecret("password", PasswordRules.MAX_LENGTH);
    if (!limits.mayUseResetLink(origin.clientAddress())) {
      return Allauth.status(429);
    }
    return switch (reset.set(key, password)) {
      case PasswordReset.Done _ -> Allauth.signedOut(registration.isOpen());
      case PasswordReset.Invalid _ -> invalid();
      case PasswordReset.Refused refused ->
          Allauth.refused(refused.problem().code(), "password", refused.problem().message());
    };
  }

  private static ResponseEntity<Object> invalid() {
    return Allauth.refused(
        "invalid_password_reset", "key", "The password reset token was invalid.");
  }
}
