package dev.fettle.platform.http;

import dev.fettle.platform.refusal.RefusedException;
import dev.fettle.platform.work.BusyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.DatabindException;

/**
 * Turns failures into the bodies GlitchTip's clients know: {@code {"detail": …}}, or allauth's
 * {@code {"status": n}} on the routes that say so ({@link AllauthShape}).
 */
@RestControllerAdvice
final class ApiErrors {

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler
  ResponseEntity<Object> refused(ApiException refusal, HttpServletRequest request) {
    return answer(request, refusal.status(), refusal.detail());
  }

  /** A feature said no, in words of its own. */
  @ExceptionHandler
  ResponseEntity<Object> refused(RefusedException refusal, HttpServletRequest request) {
    int status =
        switch (refusal.reason()) {
          case MISSING -> 404;
          case FORBIDDEN -> 403;
          case TAKEN -> 409;
          case IMPOSSIBLE -> 400;
          case INVALID -> 422;
        };
    return answer(request, status, refusal.words());
  }

  @ExceptionHandler
  ResponseEntity<Object> unreadable(
      HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyLimit.TooLargeException tooLarge) {
        return answer(request, 413, tooLarge.refusal().detail());
      }
      if (cause instanceof DatabindException) {
        return answer(
            request,
            422,
            List.of(
                new FieldProblem(
                    "model_type", List.of("body", "payload"), "Input has a wrong type", Map.of())));
      }
    }
    return answer(request, 400, "Cannot parse request body");
  }

  @ExceptionHandler
  ResponseEntity<Object> tooLarge(
      BodyLimit.TooLargeException tooLarge, HttpServletRequest request) {
    return answer(request, 413, tooLarge.refusal().detail());
  }

  @ExceptionHandler
  ResponseEntity<Object> wrongType(
      MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
    boolean inPath = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    var message = "Input should be a valid " + wanted(mismatch.getRequiredType());
    return answer(
        request,
        422,
        List.of(
            inPath
                ? FieldProblem.ofPath(mismatch.getName(), "value_error", message)
                : FieldProblem.ofQuery(mismatch.getName(), "value_error", message)));
  }

  @ExceptionHandler
  ResponseEntity<Object> missing(
      MissingServletRequestParameterException missing, HttpServletRequest request) {
    return answer(
        request,
        422,
        List.of(FieldProblem.ofQuery(missing.getParameterName(), "missing", "Field required")));
  }

  @ExceptionHandler
  ResponseEntity<Object> wrongMethod(
      HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
    var allowed = wrong.getSupportedHttpMethods();
    var headers = new HttpHeaders();
    if (allowed != null) {
      headers.setAllow(allowed);
    }
    headers.setContentType(MediaType.APPLICATION_JSON);
    return new ResponseEntity<>(body(request, 405, "Method not allowed"), headers, 405);
  }

  @ExceptionHandler
  ResponseEntity<Object> noSuchPath(NoResourceFoundException none, HttpServletRequest request) {
    return answer(request, 404, "Not Found");
  }

  /** The client went away while we answered: nobody to tell. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {
    LOG.debug("The client went away", gone);
  }

  /** Two callers at once: a second row of a unique value, or both waiting for the other. */
  @ExceptionHandler({DuplicateKeyException.class, ConcurrencyFailureException.class})
  ResponseEntity<Object> collided(DataAccessException collision, HttpServletRequest request) {
    LOG.debug("{} {} collided", request.getMethod(), request.getRequestURI(), collision);
    return answer(
        request, 409, "Somebody else changed or made the same thing just now: look again");
  }

  /** A value no column takes, or a reference to a row that was deleted just now. */
  @ExceptionHandler
  ResponseEntity<Object> unstorable(
      DataIntegrityViolationException violation, HttpServletRequest request) {
    LOG.warn(
        "{} {} was stopped by the database: {}",
        request.getMethod(),
        request.getRequestURI(),
        violation.getMessage());
    return answer(request, 422, "A value cannot be stored: check its characters and its size");
  }

  /** A person's statement was cancelled at its time limit: the same request would be as slow. */
  @ExceptionHandler
  ResponseEntity<Object> tooSlow(QueryTimeoutException timeout, HttpServletRequest request) {
    LOG.warn(
        "{} {} took longer than FETTLE_STATEMENT_SECONDS",
        request.getMethod(),
        request.getRequestURI());
    return answer(
        request,
        503,
        "This takes too long and was stopped: ask for less, such as one project, one status or a shorter time");
  }

  /** The database is away or starting again: the same request may succeed in a moment. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<Object> databaseAway(Exception failure, HttpServletRequest request) {
    LOG.warn(
        "{} {} found no database: {}",
        request.getMethod(),
        request.getRequestURI(),
        failure.getMessage());
    return ResponseEntity.status(503)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Retry-After", "5")
        .body(body(request, 503, "The database does not answer just now: try again in a moment"));
  }

  /** The client broke off: while it sent or, when the answer has begun already, while it read. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> brokenOff(
      IOException failure, HttpServletRequest request, HttpServletResponse response) {
    LOG.debug("Cannot read or answer {} {}", request.getMethod(), request.getRequestURI(), failure);
    return response.isCommitted() || response.getContentType() != null
        ? null
        : answer(request, 400, "Cannot read request");
  }

  /** Too much at once: the same request may succeed in a moment. */
  @ExceptionHandler
  ResponseEntity<Object> busy(BusyException busy, HttpServletRequest request) {
    return ResponseEntity.status(429)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Retry-After", Integer.toString(BusyException.RETRY_SECONDS))
        .body(body(request, 429, String.valueOf(busy.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<Object> tooSlow(BodyLimit.TooSlowException slow, HttpServletRequest request) {
    return ResponseEntity.status(408)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Connection", "close")
        .body(body(request, 408, "The request body took too long: send it faster"));
  }

  /** Everything else the framework refuses: its own status, our shape. */
  @ExceptionHandler
  ResponseEntity<Object> other(Exception failure, HttpServletRequest request) {
    if (failure instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
      var reason = response.getBody().getTitle();
      return answer(
          request, response.getStatusCode().value(), reason == null ? "Bad Request" : reason);
    }
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return answer(request, 500, "Internal Server Error");
  }

  /** By the route that was matched; what was matched by none has our own shape. */
  private static boolean isAllauth(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod route
        && route.getBeanType().isAnnotationPresent(AllauthShape.class);
  }

  private static ResponseEntity<Object> answer(
      HttpServletRequest request, int status, @Nullable Object detail) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .contentType(MediaType.APPLICATION_JSON)
        .body(body(request, status, detail == null ? "" : detail));
  }

  private static Object body(HttpServletRequest request, int status, Object detail) {
    return isAllauth(request)
        ? Map.of("status", status, "detail", detail)
        : Map.of("detail", detail);
  }

  private static String wanted(@Nullable Class<?> type) {
    if (type == null) {
      return "value";
    }
    if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
      return "integer";
    }
    return type.getSimpleName();
  }
}
