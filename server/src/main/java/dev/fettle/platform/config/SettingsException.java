package dev.fettle.platform.config;

/** A setting that cannot be used; the message names the setting, its value and what is expected. */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
