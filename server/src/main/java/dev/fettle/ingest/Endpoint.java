package dev.fettle.ingest;

/** The doors of the intake, and how each words a refusal (GlitchTip's API, section 1.1). */
public enum Endpoint {
  ENVELOPE(403, "Denied"),
  STORE(401, "Invalid DSN"),
  /** An envelope whose header names the project: what SDKs send to a {@code tunnel}. */
  TUNNEL(403, "Denied"),
  SECURITY(401, "Invalid DSN"),
  MINIDUMP(403, "Denied"),
  CHECK_IN(403, "Denied"),
  /** OpenTelemetry's exporters: 401 is the status they report as "check your credentials". */
  OTLP(401, "Invalid DSN"),
  /** The crash-report dialog. */
  DIALOG(404, "Not Found");

  private final int deniedStatus;
  private final String deniedDetail;

  Endpoint(int deniedStatus, String deniedDetail) {
    this.deniedStatus = deniedStatus;
    this.deniedDetail = deniedDetail;
  }

  int deniedStatus() {
    return deniedStatus;
  }

  String deniedDetail() {
    return deniedDetail;
  }

  /** Whether the body is an envelope, whose first line may name the DSN. */
  boolean isEnvelope() {
    return this == ENVELOPE || this == TUNNEL;
  }
}
