package dev.fettle.platform.http;

import java.util.List;

/** An answer other than success: its status, and what the body's {@code detail} says. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Object detail;

  private ApiException(int status, Object detail) {
    super(status + " " + detail);
    this.status = status;
    this.detail = detail;
  }

  public int status() {
    return status;
  }

  /** A text, or a list for 422. */
  public Object detail() {
    return detail;
  }

  /** 400: the request cannot be done as it stands. */
  public static ApiException badRequest(String detail) {
    return new ApiException(400, detail);
  }

  /** 401: nobody we know. */
  public static ApiException unauthorized() {
    return new ApiException(401, "Unauthorized");
  }

  /** 403: somebody we know, who sees the thing but may not do that. */
  public static ApiException forbidden(String detail) {
    return new ApiException(403, detail);
  }

  /** 404: it does not exist, or the caller must not know that it does. */
  public static ApiException notFound() {
    return new ApiException(404, "Not Found");
  }

  /** 409: it is there already. */
  public static ApiException conflict(String detail) {
    return new ApiException(409, detail);
  }

  /** 413: more bytes than a request may have. */
  public static ApiException tooLarge(long limitBytes) {
    return new ApiException(
        413, "Request body is larger than %d bytes: send less at once.".formatted(limitBytes));
  }

  /** 415: a body that is no JSON. */
  public static ApiException unsupportedMediaType() {
    return new ApiException(415, "Send the body as application/json");
  }

  /** 422: well-formed, and a value is not what it must be. */
  public static ApiException unprocessable(FieldProblem problem) {
    return new ApiException(422, List.of(problem));
  }

  /** 422 for several fields. */
  public static ApiException unprocessable(List<FieldProblem> problems) {
    return new ApiException(422, List.copyOf(problems));
  }

  /** 422 with a plain sentence. */
  public static ApiException unprocessable(String detail) {
    return new ApiException(422, detail);
  }
}
