package dev.fettle.accounts;

import dev.fettle.platform.config.Settings;
import org.jspecify.annotations.Nullable;

/** The settings people meet: what is open, what this installation is called. */
public record InstanceSettings(
    boolean userRegistration,
    boolean organizationCreation,
    @Nullable String name,
    @Nullable String environment,
    String version) {

  private static final String DEVELOPMENT_VERSION = "0.0.0-development";

  static InstanceSettings read(Settings settings) {
    var manifestVersion = InstanceSettings.class.getPackage().getImplementationVersion();
    return new InstanceSettings(
        settings.flag(
            "ENABLE_USER_REGISTRATION",
            true,
            "Whether anybody may register; the first person always may."),
        settings.flag(
            "ENABLE_ORGANIZATION_CREATION",
            false,
            "Whether everybody may create organizations; the first one always may be created, superusers always may."),
        settings.optional("GLITCHTIP_INSTANCE_NAME", "Shown where people sign in."),
        settings.optional("ENVIRONMENT", "Name of this environment, shown in /api/settings/."),
        settings.text(
            "GLITCHTIP_VERSION",
            manifestVersion == null ? DEVELOPMENT_VERSION : manifestVersion,
            "Version shown in /api/settings/."));
  }
}
