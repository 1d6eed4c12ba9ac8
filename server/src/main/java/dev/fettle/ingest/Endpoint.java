package dev.fettle.ingest;

/** The doors of the intake, and how each words a refusal (GlitchTip's API, section 1.1). */
enum Endpoint {
  ENVELOPE(403, "Denied"),
  STORE(401, "Invalid DSN"),
  /** An envelope whose header names the project: what SDKs send to a {@code tunnel}. */
  TUNNEL(403, "Denied");

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
}
