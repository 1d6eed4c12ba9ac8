package dev.fettle.core;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads JSON of strangers into a tree that is safe to keep: no NUL characters (PostgreSQL refuses
 * them), no lone surrogates (UTF-8 cannot hold them), bounded depth, text length and number of
 * values.
 *
 * <p>Implementation note. One pass over the token stream; what exceeds a limit is skipped by the
 * parser, never materialised. Accepted although the grammar forbids it, because real clients send
 * it: {@code NaN} and {@code Infinity} (Python), raw control characters and odd escapes in texts,
 * ill-formed UTF-8 (replaced), a byte order mark, content after the first value. Only UTF-8 is
 * read: what else a parser may guess would pass everything that looks at the bytes before it.
 * Numbers that a double cannot hold become texts, so nobody downstream pays for {@code
 * 1e999999999}.
 */
public final class LenientJson {
  /** Stands where a container nested too deep was. */
  public static final String TOO_DEEP = "[nested too deep]";

  /** The parser's own depth limit; only a hostile document reaches it, and it is refused. */
  private static final int HOSTILE_DEPTH = 10_000;

  private static final int LONGEST_NUMBER = 40;

  /** As many as {@code e-324}, the least a double holds, has after its letter. */
  private static final int LONGEST_EXPONENT = 4;

  private static final int MAX_CUTS_REPORTED = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(HOSTILE_DEPTH)
                  .maxNumberLength(1_000_000)
                  .maxNameLength(1_000_000)
                  .build())
          .build();

  private static final JsonMapper MAPPER = new JsonMapper(FACTORY);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final JsonLimits limits;
  private final List<Cut> cuts = new ArrayList<>();
  private final StringBuilder path = new StringBuilder();
  private int values;

  private LenientJson(JsonParser parser, JsonLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /**
   * Something that was left out.
   *
   * @param path dotted path of the place, for instance {@code extra.state.3}
   * @param reason what was exceeded, with the limit
   */
  public record Cut(String path, String reason) {}

  /**
   * A document that was read.
   *
   * @param root the value
   * @param cuts what was left out, the first twenty places
   */
  public record Document(JsonNode root, List<Cut> cuts) {
    public Document {
      cuts = List.copyOf(cuts);
    }
  }

  /** Makes something of a document. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(JsonParser parser) throws MalformedPayloadException;
  }

  /** Reads the first JSON value of the bytes; throws when there is none. */
  public static Document read(ByteSlice json, JsonLimits limits) throws MalformedPayloadException {
    return read(json, parser -> document(parser, limits));
  }

  /**
   * The text in a field of the object, without a tree of it; empty when there is none.
   *
   * @throws MalformedPayloadException when the bytes are no JSON object, as {@link #readObject}
   */
  public static String textField(ByteSlice json, String name) throws MalformedPayloadException {
    return read(json, parser -> textField(parser, name));
  }

  private static <T> T read(ByteSlice json, Reading<T> reading) throws MalformedPayloadException {
    int mark = json.startsWithMark() ? ByteSlice.MARK_BYTES : 0;
    try (var parser =
        FACTORY.createParser(
            ObjectReadContext.empty(), json.array(), json.offset() + mark, json.length() - mark)) {
      return reading.of(parser);
    } catch (JacksonException broken) {
      if (isUtf8(json)) {
        throw new MalformedPayloadException(cause(broken));
      }
    }
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), repaired(json))) {
      return reading.of(parser);
    } catch (JacksonException broken) {
      throw new MalformedPayloadException(cause(broken));
    }
  }

  private static String textField(JsonParser parser, String name) throws MalformedPayloadException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedPayloadException("expected a JSON object");
    }
    String text = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = name.equals(parser.currentName());
      if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
        text = Texts.clean(parser.getString());
      }
      parser.skipChildren();
    }
    return text;
  }

  /** Reads an object; throws when the first value is something else. */
  public static ObjectNode readObject(ByteSlice json, JsonLimits limits)
      throws MalformedPayloadException {
    JsonNode root = read(json, limits).root();
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedPayloadException(
        "expected a JSON object but found " + root.getNodeType().name().toLowerCase(Locale.ROOT));
  }

  /** Compact UTF-8 JSON of a tree. */
  public static byte[] write(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /**
   * The first {@code maxChars} characters of a value: texts as they are, everything else as compact
   * JSON. Work and memory are those of what is returned, however large the value is.
   */
  public static String text(JsonNode value, int maxChars) {
    if (!value.isContainer()) {
      return Texts.ellipsis(value.asString("null"), maxChars);
    }
    var start = new BoundedText(maxChars);
    try {
      MAPPER.writeValue(start, value);
    } catch (BoundedText.Full full) {
      // what is there is enough
    }
    return start.text();
  }

  private static Document document(JsonParser parser, JsonLimits limits)
      throws MalformedPayloadException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new MalformedPayloadException("expected JSON but found nothing");
    }
    LenientJson reader = new LenientJson(parser, limits);
    JsonNode root = reader.value(first, 1);
    return new Document(root, reader.cuts);
  }

  private JsonNode value(JsonToken token, int depth) {
    values++;
    return switch (token) {
      case START_OBJECT -> depth > limits.maxDepth() ? tooDeep() : object(depth);
      case START_ARRAY -> depth > limits.maxDepth() ? tooDeep() : array(depth);
      case VALUE_STRING -> NODES.stringNode(text(parser.getString()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    int mark = path.length();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = Texts.clean(parser.currentName());
      JsonToken token = parser.nextToken();
      path.append(mark == 0 ? "" : ".").append(name, 0, Math.min(name.length(), 100));
      if (values >= limits.maxValues()) {
        parser.skipChildren();
        cut("document has more than " + limits.maxValues() + " values");
      } else {
        object.set(Texts.cut(name, 1024), value(token, depth + 1));
      }
      path.setLength(mark);
    }
    return object;
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    int mark = path.length();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (values >= limits.maxValues()) {
        parser.skipChildren();
        cut("document has more than " + limits.maxValues() + " values");
      } else {
        path.append('.').append(array.size());
        array.add(value(token, depth + 1));
      }
      path.setLength(mark);
    }
    return array;
  }

  private JsonNode tooDeep() {
    parser.skipChildren();
    cut("nested deeper than " + limits.maxDepth() + " levels");
    return NODES.stringNode(TOO_DEEP);
  }

  private String text(String raw) {
    String clean = Texts.clean(raw);
    if (clean.length() <= limits.maxStringChars()) {
      return clean;
    }
    cut("longer than " + limits.maxStringChars() + " characters");
    return Texts.ellipsis(clean, limits.maxStringChars());
  }

  private JsonNode integer() {
    int length = parser.getStringLength();
    if (length <= 18) {
      return NODES.numberNode(parser.getLongValue());
    }
    String text = parser.getString();
    return length <= LONGEST_NUMBER
        ? NODES.numberNode(new BigInteger(text))
        : NODES.stringNode(text(text));
  }

  private JsonNode decimal() {
    String text = parser.getString();
    if (text.length() > LONGEST_NUMBER
        || exponentChars(text) > LONGEST_EXPONENT
        || !Double.isFinite(Double.parseDouble(text))) {
      return StringNode.valueOf(text(text));
    }
    return NODES.numberNode(new BigDecimal(text));
  }

  private static int exponentChars(String number) {
    int at = Math.max(number.indexOf('e'), number.indexOf('E'));
    return at < 0 ? 0 : number.length() - at - 1;
  }

  private void cut(String reason) {
    if (cuts.size() < MAX_CUTS_REPORTED) {
      cuts.add(new Cut(path.toString(), reason));
    }
  }

  /** Whether the bytes are well-formed UTF-8. Needs no memory for its answer. */
  public static boolean isUtf8(ByteSlice bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var source = ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length());
    var chars = CharBuffer.allocate(Math.clamp(bytes.length(), 16, 4096));
    CoderResult result;
    do {
      result = decoder.decode(source, chars.clear(), true);
    } while (result.isOverflow());
    return !result.isError();
  }

  /** The characters of ill-formed UTF-8, each bad sequence replaced while it is read. */
  private static Reader repaired(ByteSlice json) {
    return new InputStreamReader(
        new ByteArrayInputStream(json.array(), json.offset(), json.length()),
        StandardCharsets.UTF_8);
  }

  private static String cause(JacksonException broken) {
    return "not JSON: " + Texts.cut(broken.getOriginalMessage(), 200);
  }
}
