package dev.fettle.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets through one spelling of each path, before anything looks at it, so that no two parts of the
 * product can read the same address in two ways. What a client must encode it may encode, {@code
 * %2F} in the name of an environment or a release included; what it need not encode is written
 * plainly, and there are no parameters ({@code ;}), empty or dotted segments, or backslashes.
 */
final class PlainPaths implements HttpConfiguration.Customizer {

  /** What the server itself no longer refuses, because it is judged here, with a reason. */
  static final UriCompliance COMPLIANCE =
      UriCompliance.DEFAULT.with(
          "PLAIN",
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.AMBIGUOUS_PATH_SEGMENT,
          Violation.AMBIGUOUS_EMPTY_SEGMENT,
          Violation.AMBIGUOUS_PATH_PARAMETER,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.UTF16_ENCODINGS,
          Violation.BAD_UTF8_ENCODING,
          Violation.TRUNCATED_UTF8_ENCODING,
          Violation.BAD_PERCENT_ENCODING,
          Violation.SUSPICIOUS_PATH_CHARACTERS,
          Violation.ILLEGAL_PATH_CHARACTERS);

  /** The characters of RFC 3986 that mean themselves; {@code ;} is left out. */
  private static final String UNRESERVED = "-._~";

  private static final String ALSO_PLAIN = "!$&'()*+,=:@/";

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    if (HttpMethod.TRACE.is(request.getMethod())) {
      throw new HttpException.RuntimeException(405, "Method not allowed");
    }
    var path = request.getHttpURI().getPath();
    var problem = path == null || path.equals("*") ? null : problem(path);
    if (problem != null) {
      throw new HttpException.RuntimeException(400, "The path of the address " + problem);
    }
    return request;
  }

  /** What is wrong with a path as it was sent, to follow "the path"; null when it is plain. */
  static @Nullable String problem(String path) {
    if (!path.startsWith("/")) {
      return "does not begin with a slash";
    }
    var decoded = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';') {
        return "holds a semicolon: leave parameters out, or send it as %3B";
      }
      if (c != '%') {
        if (!isUnreserved(c) && ALSO_PLAIN.indexOf(c) < 0) {
          return "holds a character that must be percent-encoded";
        }
        decoded.put((byte) c);
        continue;
      }
      if (i + 2 >= path.length()
          || !HexFormat.isHexDigit(path.charAt(i + 1))
          || !HexFormat.isHexDigit(path.charAt(i + 2))) {
        return "holds a percent sign that two hexadecimal digits do not follow: send it as %25";
      }
      int value = HexFormat.fromHexDigits(path, i + 1, i + 3);
      if (isUnreserved((char) value)) {
        return "encodes a letter, digit or one of -._~ : send these as they are";
      }
      if (value < ' ' || value == 0x7F || value == '\\') {
        return "holds a control character or a backslash";
      }
      decoded.put((byte) value);
      i += 2;
    }
    return problemOfSegments(decoded.flip());
  }

  private static @Nullable String problemOfSegments(ByteBuffer decoded) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      return "is not encoded as UTF-8";
    }
    var segments = text.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      var segment = segments[i];
      if (segment.isEmpty() && i < segments.length - 1) {
        return "holds two slashes in a row: look for one too many where the address is put together";
      }
      if (segment.equals(".") || segment.equals("..")) {
        return "holds a segment of dots";
      }
    }
    return null;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }
}
