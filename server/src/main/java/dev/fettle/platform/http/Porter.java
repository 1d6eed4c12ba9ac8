package dev.fettle.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Finds what a route is about for its caller and lets through whose role suffices: 404 for a
 * stranger and for what does not exist, 403 below the role. Thread-safe.
 */
final class Porter {

  private final Map<Class<?>, TenantReader<?, ?>> readers = new HashMap<>();

  Porter(List<TenantReader<?, ?>> readers) {
    readers.forEach(reader -> this.readers.put(reader.type(), reader));
    for (var reader : readers) {
      if (reader.from() != Caller.class && !this.readers.containsKey(reader.from())) {
        throw new IllegalStateException(
            "nothing finds the %s that a %s lies in: add its TenantReader"
                .formatted(reader.from().getSimpleName(), reader.type().getSimpleName()));
      }
    }
  }

  /** Finds the tenants of the route for {@link #found}, and compares the role. */
  void admit(HttpServletRequest request, HandlerMethod route, Access access, Caller caller) {
    var search = new TenantSearch(readers, caller, variables(request));
    var tenants = new ArrayList<Tenant>();
    for (var reader : readersOf(route)) {
      var tenant = search.find(reader);
      request.setAttribute(reader.type().getName(), tenant);
      tenants.add(tenant);
    }
    for (var role : access.role()) {
      boolean suffices = tenants.stream().allMatch(tenant -> tenant.role().atLeast(role));
      if (!suffices && !isExcepted(tenants, access)) {
        throw ApiException.forbidden(refusal(tenants.getFirst().role(), role, access.also()));
      }
    }
  }

  /** What {@link #admit} found for a parameter of that type. */
  static @Nullable Object found(Class<?> type, HttpServletRequest request) {
    return request.getAttribute(type.getName());
  }

  boolean isTenant(Class<?> type) {
    return readers.containsKey(type);
  }

  /** Why a declaration is not enough, or null. */
  @Nullable String problem(HandlerMethod route, Access access, String path) {
    var checked = new TreeSet<String>();
    readersOf(route).forEach(reader -> addChecked(reader, checked));
    for (var reader : readers.values()) {
      for (var variable : reader.variables()) {
        if (path.contains("{" + variable + "}") && !checked.contains(variable)) {
          return "nothing checks {%s}: take a %s"
              .formatted(variable, reader.type().getSimpleName());
        }
      }
    }
    if (access.role().length != (checked.isEmpty() ? 0 : 1)) {
      return checked.isEmpty()
          ? "it is about no organization: no role can be asked for"
          : "say the smallest role, such as role = Role.MEMBER";
    }
    return checked.isEmpty() || access.value() != Access.Kind.PUBLIC
        ? null
        : "a public route has no caller to find anything for";
  }

  /** Its variables and those of the tenants that it lies in. */
  private void addChecked(TenantReader<?, ?> reader, Set<String> checked) {
    checked.addAll(reader.variables());
    var outer = readers.get(reader.from());
    if (outer != null) {
      addChecked(outer, checked);
    }
  }

  private List<TenantReader<?, ?>> readersOf(HandlerMethod route) {
    var found = new ArrayList<TenantReader<?, ?>>();
    for (var parameter : route.getMethodParameters()) {
      var reader = readers.get(parameter.getParameterType());
      if (reader != null) {
        found.add(reader);
      }
    }
    return found;
  }

  private static boolean isExcepted(List<Tenant> tenants, Access access) {
    return Arrays.stream(access.also())
        .anyMatch(exception -> tenants.stream().anyMatch(tenant -> tenant.grants(exception)));
  }

  private static String refusal(Role own, Role wanted, Access.Also[] exceptions) {
    var text =
        new StringBuilder(
            "Your role is %s: this takes the role %s".formatted(own.text(), wanted.text()));
    for (var exception : exceptions) {
      text.append(", or ").append(exception.words());
    }
    return text.toString();
  }

  private static PathVariables variables(HttpServletRequest request) {
    var values = new HashMap<String, String>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> map) {
      map.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
    }
    return new PathVariables(values);
  }
}
