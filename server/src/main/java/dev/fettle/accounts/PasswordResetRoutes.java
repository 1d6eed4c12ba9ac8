package dev.fettle.accounts;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.AllauthShape;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Origin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

  private final PasswordResetPost post;
  private final PasswordReset reset;
  private final Registration registration;
  private final LoginLimits limits;

  PasswordResetRoutes(
      PasswordResetPost post, PasswordReset reset, Registration registration, LoginLimits limits) {
    this.post = post;
    this.reset = reset;
    this.registration = registration;
    this.limits = limits;
  }

  /** Who forgot theirs. */
  record Forgotten(@NotNull @Size(max = Emails.MAX_LENGTH) String email) {
    Forgotten {
      email = email.strip();
    }
  }

  /** What the mail carried, and what the password shall be, exactly as typed. */
  record AnotherPassword(
      @NotNull @Size(max = PasswordReset.MAX_KEY) String key,
      @NotNull @Size(max = PasswordRules.MAX_LENGTH) String password) {
    AnotherPassword {
      key = key.strip();
    }
  }

  /** The same answer whoever has the address; what it is comes by mail. */
  @PostMapping("/request")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> request(@Body Forgotten wanted, Origin origin) {
    var email = wanted.email();
    if (!post.isPossible()) {
      return Allauth.refused(
          "mail_not_configured",
          "email",
          "This server cannot send e-mail. Ask its administrator to set a new password for you.");
    }
    if (!Emails.isValid(email)) {
      return Allauth.refused("invalid", "email", "Enter a valid email address.");
    }
    if (!limits.mayAskForPassword(Emails.key(email), origin.clientAddress())) {
      return Allauth.status(429);
    }
    post.send(email);
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
  ResponseEntity<Object> set(@Body AnotherPassword wanted, Origin origin) {
    if (!limits.mayUseResetLink(origin.clientAddress())) {
      return Allauth.status(429);
    }
    return switch (reset.set(wanted.key(), wanted.password())) {
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
