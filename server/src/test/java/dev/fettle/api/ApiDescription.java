package dev.fettle.api;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.RouteTable.Route;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.testkit.RoutePaths;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes as an OpenAPI document: who may call them, what they take and what they answer. */
final class ApiDescription {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ApiSchemas schemas = new ApiSchemas();

  ObjectNode of(List<Route> routes) {
    var document = JSON.createObjectNode().put("openapi", "3.1.0");
    document.putObject("info").put("title", "Fettle").put("version", "0");
    routes.forEach(route -> {
      if (route.body() != null) {
        schemas.isBody(Objects.requireNonNull(route.body()));
      }
    });
    var paths = document.putObject("paths");
    var names = new HashSet<String>();
    for (var route : routes) {
      var name = name(route.handler());
      if (!names.add(name)) {
        throw new AssertionError(name + " names two routes: rename one's method");
      }
      var path = paths.withObject("/" + route.path().replace("~", "~0").replace("/", "~1"));
      path.set(route.method().toLowerCase(Locale.ROOT), operation(route, name));
    }
    schemas.reference(FieldProblem.class);
    var components = document.putObject("components");
    components.set("schemas", schemas.all());
    problem(components.withObject("/schemas"));
    var security = components.putObject("securitySchemes");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "sessionid");
    security.putObject("token").put("type", "http").put("scheme", "bearer");
    return document;
  }

  private ObjectNode operation(Route route, String name) {
    var operation = JSON.createObjectNode().put("operationId", name);
    operation.putArray("tags").add(name.substring(0, name.indexOf('_')));
    operation.put("description", access(route));
    var security = operation.putArray("security");
    if (route.access() != Access.Kind.PUBLIC) {
      security.addObject().putArray("session");
    }
    if (route.access() == Access.Kind.SIGNED_IN) {
      var scopes = security.addObject().putArray("token");
      route.scopes().forEach(scopes::add);
    }
    var parameters = operation.putArray("parameters");
    for (var variable : RoutePaths.variables(route.path())) {
      parameter(parameters, "path", variable, true).set("schema", ofVariable(route, variable));
    }
    for (var parameter : route.handler().getParameters()) {
      query(parameter, parameters);
    }
    if (route.body() != null) {
      operation
          .putObject("requestBody")
          .put("required", true)
          .withObject("/content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", schemas.reference(Objects.requireNonNull(route.body())));
    }
    answers(route, operation.putObject("responses"));
    return operation;
  }

  private static String access(Route route) {
    var words = new ArrayList<String>();
    words.add(
        switch (route.access()) {
          case PUBLIC -> "For anybody.";
          case SIGNED_IN -> "Needs a session or a token.";
          case SESSION -> "Needs a session; a token is refused.";
        });
    if (route.role() != null) {
      var role =
          new StringBuilder("Needs the role " + route.role().text() + " in the organization");
      route.also().forEach(exception -> role.append(", or ").append(exception.words()));
      words.add(role.append('.').toString());
    }
    if (!route.scopes().isEmpty()) {
      words.add("A token needs one of %s.".formatted(String.join(", ", route.scopes())));
    }
    return String.join(" ", words);
  }

  private void query(Parameter parameter, ArrayNode parameters) {
    var query = parameter.getAnnotation(RequestParam.class);
    if (parameter.getType() == PageRequest.class) {
      parameter(parameters, "query", "cursor", false).putObject("schema").put("type", "string");
      parameter(parameters, "query", "limit", false)
          .putObject("schema")
          .put("type", "integer")
          .put("default", PageRequest.DEFAULT_LIMIT)
          .put("maximum", PageRequest.MAX_LIMIT);
    } else if (query != null && MultiValueMap.class.isAssignableFrom(parameter.getType())) {
      var filters = parameter(parameters, "query", "filters", false).put("style", "form");
      filters
          .put("explode", true)
          .putObject("schema")
          .put("type", "object")
          .putObject("additionalProperties")
          .put("type", "array")
          .putObject("items")
          .put("type", "string");
    } else if (query != null) {
      boolean required =
          query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
      parameter(parameters, "query", parameter.getName(), required)
          .putObject("schema")
          .put("type", "string");
    }
    var header = parameter.getAnnotation(RequestHeader.class);
    if (header != null && !header.name().equals("User-Agent")) {
      parameter(parameters, "header", header.name(), false)
          .putObject("schema")
          .put("type", "string");
    }
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String in, String name, boolean required) {
    return parameters.addObject().put("in", in).put("name", name).put("required", required);
  }

  /** What the method takes it as; what a tenant is found by is a name, or an issue's number. */
  private ObjectNode ofVariable(Route route, String variable) {
    for (var parameter : route.handler().getParameters()) {
      if (parameter.isAnnotationPresent(PathVariable.class)
          && parameter.getName().equals(variable)) {
        return Objects.requireNonNull(schemas.of(parameter.getAnnotatedType()));
      }
    }
    var type = variable.equals("issueId") ? "integer" : "string";
    return JSON.createObjectNode().put("type", type);
  }

  private void answers(Route route, ObjectNode responses) {
    var handler = route.handler();
    var status = handler.getAnnotation(ResponseStatus.class);
    var code = status == null ? "200" : Integer.toString(status.value().value());
    var answer = responses.putObject(code).put("description", "Done.");
    var schema = schemas.of(handler.getAnnotatedReturnType());
    if (schema != null) {
      answer.putObject("content").putObject(mediaType(handler)).set("schema", schema);
    }
    responses
        .putObject("default")
        .put("description", "Refused, and why.")
        .withObject("/content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private static String mediaType(Method handler) {
    if (handler.getReturnType() == SseEmitter.class) {
      return "text/event-stream";
    }
    boolean isText =
        handler.getReturnType() == String.class
            || handler.getGenericReturnType().getTypeName().matches(".*<(byte\\[]|.*String)>");
    return isText ? "text/plain" : "application/json";
  }

  private static void problem(ObjectNode schemas) {
    var problem = schemas.putObject("Problem").put("type", "object");
    problem.putArray("required").add("detail");
    var detail = problem.putObject("properties").putObject("detail").putArray("oneOf");
    detail.addObject().put("type", "string");
    detail
        .addObject()
        .put("type", "array")
        .putObject("items")
        .put("$ref", "#/components/schemas/FieldProblem");
  }

  /** {@code issueList_update} of {@code IssueListRoutes.update}. */
  private static String name(Method handler) {
    var type = handler.getDeclaringClass().getSimpleName().replaceFirst("Routes$", "");
    return type.substring(0, 1).toLowerCase(Locale.ROOT)
        + type.substring(1)
        + "_"
        + handler.getName();
  }
}
