package dev.fettle.accounts;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registering, signing in and out. A session is new at each sign-in: nobody can plant one. */
@RestController
@AllauthShape
@RequestMapping("/_allauth/browser/v1")
final class AllauthRoutes {

  private static final int MAX_SETUP = 100;

  private final AccountStore accounts;
  private final Sessions sessions;
  private final LogIn logIn;
  private final Registration registration;
  private final LoginLimits limits;
  private final Ids ids;

  AllauthRoutes(
      AccountStore accounts,
      Sessions sessions,
      LogIn logIn,
      Registration registration,
      LoginLimits limits,
      Ids ids) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.logIn = logIn;
    this.registration = registration;
    this.limits = limits;
    this.ids = ids;
  }

  /** Who comes back; a password is kept exactly as typed. */
  record Login(
      @NotNull @Size(max = Emails.MAX_LENGTH) String email,
      @NotNull @Size(max = PasswordRules.MAX_LENGTH) String password) {
    Login {
      email = email.strip();
    }
  }

  /**
   * Who is new.
   *
   * @param setup what the {@link SetupLink} carries
   */
  record SignUp(
      @NotNull @Size(max = Emails.MAX_LENGTH) String email,
      @NotNull @Size(max = PasswordRules.MAX_LENGTH) String password,
      @Size(max = MAX_SETUP) @Nullable String setup) {
    SignUp {
      email = email.strip();
    }
  }

  @GetMapping("/config")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> config() {
    return Allauth.ok(
        Map.of(
            "account",
            Map.of(
                "login_methods",
                List.of("email"),
                "authentication_method",
                "email",
                "is_open_for_signup",
                registration.isOpen(),
                "email_verification_by_code_enabled",
                false,
                "login_by_code_enabled",
                false,
                "password_reset_by_code_enabled",
                false),
            "socialaccount",
            Map.of("providers", List.of()),
            "mfa",
            Map.of("supported_types", List.of(), "passkey_login_enabled", false)));
  }

  @GetMapping("/auth/session")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> session(@Nullable Caller caller) {
    if (caller == null || !(caller.credential() instanceof Caller.Session session)) {
      return Allauth.signedOut(registration.isOpen());
    }
    var account = accounts.find(caller.userId().value()).orElse(null);
    var row = sessions.find(session.idHash());
    return account == null || row.isEmpty()
        ? Allauth.signedOut(registration.isOpen())
        : Allauth.signedIn(account, row.get().method(), row.get().createdAt());
  }

  @DeleteMapping("/auth/session")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> logOut(
      @Nullable Caller caller, Origin origin, HttpServletResponse response) {
    if (caller != null && caller.credential() instanceof Caller.Session session) {
      sessions.end(session.idHash());
    }
    SessionCookie.clear(response, origin);
    return Allauth.signedOut(registration.isOpen());
  }

  @PostMapping("/auth/login")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> logIn(
      @Nullable Caller caller,
      @Body Login wanted,
      Origin origin,
      @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent,
      @CookieValue(name = DeviceCookie.NAME, required = false) @Nullable String deviceCookie,
      HttpServletResponse response) {
    if (caller != null) {
      return Allauth.status(409);
    }
    var email = wanted.email();
    var password = wanted.password();
    return switch (logIn.attempt(email, password, origin.clientAddress(), deviceCookie)) {
      case LogIn.Right right ->
          begin(right.account(), "password", device(origin, userAgent), origin, response);
      case LogIn.Wrong _ ->
          Allauth.refused(
              "email_password_mismatch",
              "password",
              "The email address and/or password you specified are not correct.");
      case LogIn.TooManyFailures _ ->
          Allauth.refused(
              "too_many_login_attempts",
              "password",
              "Too many failed login attempts. Try again later.");
      case LogIn.TooFast _ -> Allauth.status(429);
    };
  }

  @PostMapping("/auth/signup")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> signUp(
      @Nullable Caller caller,
      @Body SignUp wanted,
      Origin origin,
      @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent,
      HttpServletResponse response) {
    if (caller != null) {
      return Allauth.status(409);
    }
    var email = wanted.email();
    var password = wanted.password();
    if (!limits.maySignUp(origin.clientAddress())) {
      return Allauth.status(429);
    }
    if (!Emails.isValid(email)) {
      return Allauth.refused("invalid", "email", "Enter a valid email address.");
    }
    var problem = PasswordRules.check(password, email);
    if (problem != null) {
      return Allauth.refused(problem.code(), "password", problem.message());
    }
    var permit = limits.askForAddress(origin.clientAddress());
    if (permit == null) {
      return Allauth.status(429);
    }
    return switch (registration.register(email, password, wanted.setup())) {
      case Registration.Registered registered -> {
        permit.giveBack();
        var account = accounts.find(registered.accountId()).orElseThrow();
        yield begin(account, "signup", device(origin, userAgent), origin, response);
      }
      case Registration.EmailTaken _ ->
          Allauth.refused(
              "email_taken", "email", "A user is already registered with this email address.");
      case Registration.Closed _ -> Allauth.status(403);
      case Registration.SetupLinkMissing _ -> {
        permit.giveBack(); // nothing was learned of any address
        yield Allauth.refused(
            "setup_link_required",
            null,
            "This server has no account yet. The first one is made with the link that its log shows at the start, or by ./fettle admin create-superuser.");
      }
    };
  }

  private ResponseEntity<Object> begin(
      Account account,
      String method,
      Sessions.Device device,
      Origin origin,
      HttpServletResponse response) {
    var started = sessions.start(account.id(), method, device);
    SessionCookie.set(response, started.id(), sessions.age(), origin);
    DeviceCookie.set(response, KnownDevice.mark(account, ids), origin);
    return Allauth.signedIn(account, method, started.at());
  }

  static Sessions.Device device(Origin origin, String userAgent) {
    return new Sessions.Device(origin.clientAddress(), userAgent);
  }
}
