package dev.fettle.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may know of this installation. */
@RestController
final class InstanceRoutes {

  private final AccountStore accounts;
  private final TokenStore tokens;
  private final Registration registration;
  private final InstanceSettings settings;
  private final boolean hasMail;

  InstanceRoutes(
      AccountStore accounts,
      TokenStore tokens,
      Registration registration,
      InstanceSettings settings,
      boolean hasMail) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.registration = registration;
    this.settings = settings;
    this.hasMail = hasMail;
  }

  /**
   * GlitchTip's {@code SettingsOut}; {@code setupLinkRequired} is ours: nobody has an account yet,
   * and the first one is made with the {@link SetupLink}. With a mail server the features have
   * {@code email}: a forgotten password can be set anew.
   */
  record SettingsResponse(
      List<Object> socialApps,
      boolean billingEnabled,
      @JsonProperty("iPaidForGlitchTip") boolean paidForGlitchTip,
      boolean enableUserRegistration,
      boolean enableSocialAppsUserRegistration,
      boolean enableOrganizationCreation,
      boolean setupLinkRequired,
      @Nullable String stripePublicKey,
      @Nullable String plausibleUrl,
      @Nullable String plausibleDomain,
      @Nullable String chatwootWebsiteToken,
      @JsonProperty("sentryDSN") @Nullable String sentryDsn,
      @Nullable Double sentryTracesSampleRate,
      @Nullable String environment,
      String version,
      String serverTimeZone,
      @Nullable String glitchtipInstanceName,
      List<String> enabledFeatures) {}

  /** GlitchTip's {@code APIRootSchema}. */
  record RootResponse(String version, @Nullable UserResponse user, @Nullable TokenResponse auth) {}

  @GetMapping("/api/settings/")
  @Access(Access.Kind.PUBLIC)
  SettingsResponse settings() {
    boolean open = registration.isOpen();
    return new SettingsResponse(
        List.of(),
        false,
        true,
        open,
        open,
        settings.organizationCreation(),
        registration.needsSetupLink(),
        null,
        null,
        null,
        null,
        null,
        null,
        settings.environment(),
        settings.version(),
        "UTC",
        settings.name(),
        hasMail ? List.of("email") : List.of());
  }

  /** {@code sentry-cli info} shows who a token belongs to. */
  @GetMapping("/api/0/")
  @Access(Access.Kind.PUBLIC)
  RootResponse root(@Nullable Caller caller) {
    if (caller == null) {
      return new RootResponse("0", null, null);
    }
    var user = accounts.find(caller.userId().value()).map(UserResponse::from).orElse(null);
    var token =
        caller.credential() instanceof Caller.Token credential
            ? tokens
                .get(caller.userId(), credential.tokenId())
                .map(row -> TokenResponse.from(row, null))
                .orElse(null)
            : null;
    return new RootResponse("0", user, token);
  }
}
