package dev.fettle.platform.refusal;

/** What somebody wanted is not done; the message says why, to them. How it is put is the door's. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Kinds of why. */
  public enum Reason {
    /** What it is about is not there, or no longer. */
    MISSING,
    /** They may not. */
    FORBIDDEN,
    /** Somebody or something has its place already. */
    TAKEN,
    /** Not while things are as they are. */
    IMPOSSIBLE,
    /** Never: what is wanted breaks a rule. */
    INVALID
  }

  private final Reason reason;
  private final String words;

  private RefusedException(Reason reason, String words) {
    super(words);
    this.reason = reason;
    this.words = words;
  }

  public Reason reason() {
    return reason;
  }

  /** For people. */
  public String words() {
    return words;
  }

  public static RefusedException missing() {
    return new RefusedException(Reason.MISSING, "Not Found");
  }

  public static RefusedException forbidden(String words) {
    return new RefusedException(Reason.FORBIDDEN, words);
  }

  public static RefusedException taken(String words) {
    return new RefusedException(Reason.TAKEN, words);
  }

  public static RefusedException impossible(String words) {
    return new RefusedException(Reason.IMPOSSIBLE, words);
  }

  public static RefusedException invalid(String words) {
    return new RefusedException(Reason.INVALID, words);
  }
}
