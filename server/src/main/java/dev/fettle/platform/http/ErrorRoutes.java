package dev.fettle.platform.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where the container sends what no handler answered; asked for by itself it does not exist. In
 * place of Spring Boot's, which would show its own shape.
 */
@Controller // a rest controller would show up in the description of the API
final class ErrorRoutes implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<Object> error(HttpServletRequest request) {
    boolean failed =
        request.getDispatcherType() == DispatcherType.ERROR
            && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer;
    int code = failed ? (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) : 404;
    var status = HttpStatus.resolve(code);
    return ResponseEntity.status(code)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("detail", status == null ? "Error" : status.getReasonPhrase()));
  }
}
