package dev.fettle.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fettle.platform.http.body.Given;
import dev.fettle.platform.http.body.NotSupported;
import dev.fettle.platform.paging.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of a Java type as it is on the wire: a record's keys are all sent, and may be
 * null when they are {@code @Nullable}; of a body those are required that are {@code @NotNull}.
 */
final class ApiSchemas {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String REFERENCE = "#/components/schemas/";

  private final Set<Class<?>> bodies = new LinkedHashSet<>();
  private final Map<String, Class<?>> names = new TreeMap<>();

  /** Says that a record, and what is in it, is read from requests. */
  void isBody(Class<?> type) {
    if (bodies.add(type)) {
      for (var component : type.getRecordComponents()) {
        recordsIn(component.getGenericType()).forEach(this::isBody);
      }
    }
  }

  /** The address of a record's schema. */
  String reference(Class<?> type) {
    return REFERENCE + name(type);
  }

  /** Every record that was referred to, by name. */
  ObjectNode all() {
    var schemas = JSON.createObjectNode();
    var described = new LinkedHashSet<String>();
    while (described.size() < names.size()) { // describing one may name more
      for (var name : Set.copyOf(names.keySet())) {
        if (described.add(name)) {
          schemas.set(name, ofRecord(Objects.requireNonNull(names.get(name))));
        }
      }
    }
    return schemas;
  }

  /** The schema of a type, or null when nothing is sent. */
  @Nullable ObjectNode of(AnnotatedType annotated) {
    var type = annotated.getType();
    if (raw(type) == ResponseEntity.class) {
      return of(argument(annotated, 0));
    }
    if (raw(type) == void.class || raw(type) == Void.class) {
      return null;
    }
    var schema = plain(annotated);
    return annotated.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
  }

  private ObjectNode known(AnnotatedType type) {
    var schema = of(type);
    if (schema == null) {
      throw new AssertionError(type + " has no schema");
    }
    return schema;
  }

  private ObjectNode plain(AnnotatedType annotated) {
    var type = raw(annotated.getType());
    var schema = JSON.createObjectNode();
    if (type == Given.class) {
      return orNull(known(argument(annotated, 0)));
    }
    if (type == Page.class || Collection.class.isAssignableFrom(type)) {
      schema.put("type", "array");
      schema.set("items", known(argument(annotated, 0)));
      return constrained(schema, annotated);
    }
    if (Map.class.isAssignableFrom(type) && annotated instanceof AnnotatedParameterizedType) {
      schema.put("type", "object");
      schema.set("additionalProperties", known(argument(annotated, 1)));
      return schema;
    }
    if (type.isRecord()) {
      return schema.put("$ref", reference(type));
    }
    if (type.isEnum()) {
      schema.put("type", "string");
      var words = schema.putArray("enum");
      for (var constant : type.getEnumConstants()) {
        words.add(JSON.<JsonNode>valueToTree(constant));
      }
      return schema;
    }
    return constrained(simple(type, schema), annotated);
  }

  private static ObjectNode simple(Class<?> type, ObjectNode schema) {
    if (type == String.class) {
      return schema.put("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == int.class || type == Integer.class) {
      return schema.put("type", "integer").put("format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return schema.put("type", "integer").put("format", "int64");
    }
    if (type == double.class || type == Double.class) {
      return schema.put("type", "number");
    }
    if (type == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (type == UUID.class) {
      return schema.put("type", "string").put("format", "uuid");
    }
    if (type == byte[].class) {
      return schema.put("type", "string").put("format", "binary");
    }
    return schema; // any JSON
  }

  private ObjectNode ofRecord(Class<?> type) {
    var schema = JSON.createObjectNode().put("type", "object");
    addFields(type, schema.putObject("properties"), schema.putArray("required")::add);
    return schema;
  }

  private interface Required {
    void add(String name);
  }

  private void addFields(Class<?> type, ObjectNode properties, Required required) {
    for (var component : type.getRecordComponents()) {
      if (annotation(component, JsonUnwrapped.class) != null) {
        addFields(component.getType(), properties, required);
      } else if (annotation(component, NotSupported.class) == null) {
        var property = annotation(component, JsonProperty.class);
        var name = property == null ? component.getName() : property.value();
        properties.set(name, ofComponent(type, component));
        if (isRequired(type, component)) {
          required.add(name);
        }
      }
    }
  }

  private ObjectNode ofComponent(Class<?> type, RecordComponent component) {
    if (annotation(component, JsonRawValue.class) != null) {
      return JSON.createObjectNode();
    }
    var annotated = component.getAnnotatedType();
    boolean isLeftOut = !bodies.contains(type) && !isRequired(type, component);
    var schema = isLeftOut ? plain(annotated) : known(annotated);
    constrain(schema, component::getAccessor);
    return schema;
  }

  private boolean isRequired(Class<?> type, RecordComponent component) {
    if (bodies.contains(type)) {
      return annotation(component, NotNull.class) != null;
    }
    var include = annotation(component, JsonInclude.class);
    return include == null || include.value() == JsonInclude.Include.ALWAYS;
  }

  private static ObjectNode constrained(ObjectNode schema, AnnotatedType type) {
    constrain(schema, () -> type);
    return schema;
  }

  private interface Annotated {
    java.lang.reflect.AnnotatedElement element();
  }

  private static void constrain(ObjectNode schema, Annotated annotated) {
    var element = annotated.element();
    var size = element.getAnnotation(Size.class);
    boolean isText = schema.path("type").toString().contains("string");
    boolean isList = schema.path("type").toString().contains("array");
    if (size != null && (isText || isList)) {
      if (size.min() > 0) {
        schema.put(isText ? "minLength" : "minItems", size.min());
      }
      schema.put(isText ? "maxLength" : "maxItems", size.max());
    }
    var pattern = element.getAnnotation(Pattern.class);
    if (pattern != null && isText) {
      schema.put("pattern", pattern.regexp());
    }
    var least = element.getAnnotation(Min.class);
    if (least != null && !schema.has("$ref")) {
      schema.put("minimum", least.value());
    }
    var most = element.getAnnotation(Max.class);
    if (most != null && !schema.has("$ref")) {
      schema.put("maximum", most.value());
    }
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.has("$ref")) {
      var either = JSON.createObjectNode();
      either.putArray("oneOf").add(schema).addObject().put("type", "null");
      return either;
    }
    if (schema.path("type").isString()) {
      var type = schema.get("type").stringValue();
      schema.putArray("type").add(type).add("null");
      if (schema.get("enum") instanceof tools.jackson.databind.node.ArrayNode words) {
        words.addNull();
      }
    }
    return schema;
  }

  /** The simple name; with its class's in front when that is taken. */
  private String name(Class<?> type) {
    var outer = type.getEnclosingClass();
    var simple = type.getSimpleName();
    var longer = outer == null ? simple : outer.getSimpleName() + simple;
    var name = isAmbiguous(type) ? longer : simple;
    var known = names.putIfAbsent(name, type);
    if (known != null && known != type) {
      throw new AssertionError("%s and %s are both %s: rename one".formatted(known, type, name));
    }
    return name;
  }

  /** Records in other records keep their outer name, those of routes have names of their own. */
  private static boolean isAmbiguous(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer != null && outer.isRecord();
  }

  private static Set<Class<?>> recordsIn(Type type) {
    var found = new LinkedHashSet<Class<?>>();
    if (type instanceof ParameterizedType generic) {
      for (var argument : generic.getActualTypeArguments()) {
        found.addAll(recordsIn(argument));
      }
    } else if (type instanceof Class<?> one && one.isRecord()) {
      found.add(one);
    }
    return found;
  }

  private static <A extends Annotation> @Nullable A annotation(
      RecordComponent component, Class<A> type) {
    var found = component.getAccessor().getAnnotation(type);
    if (found != null) {
      return found;
    }
    try {
      return component
          .getDeclaringRecord()
          .getDeclaredField(component.getName())
          .getAnnotation(type);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case Class<?> one -> one;
      default -> Object.class;
    };
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }
}
