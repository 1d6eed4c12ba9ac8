package dev.fettle.core.grouping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of modules and files without what differs from build to build or from machine to machine.
 *
 * <ul>
 *   <li>JVM: {@code Foo$$Lambda/0x…}, {@code Foo$$SpringCGLIB$$0}, {@code $Proxy12}, {@code
 *       Foo$ByteBuddy$x1y2} and other generated names end at the generated part; anonymous classes
 *       lose their number ({@code Foo$1} counts on)
 *   <li>files: only the last two path segments are kept, because {@code
 *       /srv/releases/20261123/app/cart.js} and {@code C:\app\cart.js} are one file on two
 *       machines; segments that are versions, dates or hashes do not count
 *   <li>hashes and versions inside a name go: {@code main.4f3a2b1c.js}, {@code index-B3fa9c1d.js},
 *       {@code libfoo.so.1.2.3}
 * </ul>
 */
final class SourceNames {
  private static final int SEGMENTS_KEPT = 2;

  private static final Pattern JVM_GENERATED =
      Pattern.compile(
          "\\$\\$(?:Lambda|EnhancerBy|FastClassBy|SpringCGLIB|KeyFactoryBy|Proxy|_).*"
              + "|\\$(?:ByteBuddy|HibernateProxy|MockitoMock|HibernateInstantiator|auxiliary)\\$.*"
              + "|_\\$\\$_.*|\\$Proxy\\d+.*|_Subclass$|_ClientProxy$");
  private static final Pattern JVM_ANONYMOUS = Pattern.compile("\\$\\d+");
  private static final Pattern VOLATILE_SEGMENT =
      Pattern.compile(
          "^(?:v?\\d[\\d._-]*|[0-9a-f]{7,64}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[^/]*@v?\\d[^/]*)\\z");

  /**
   * The last separator before a part of 6 to 64 hexadecimal digits with at least one digit among
   * them.
   */
  private static final Pattern HEX_PART =
      Pattern.compile("[._-](?=[0-9a-f]*\\d)[0-9a-f]{6,64}(?=[._-]|$)");

  /**
   * Vite's 8 letters and digits: upper and lower case mixed otherwise than in a word, or with a
   * digit.
   */
  private static final Pattern MIXED_PART =
      Pattern.compile(
          "-(?![A-Z]?[a-z]+(?:[._]|$))(?=[A-Za-z_]*\\d|[a-z_]*[A-Z])[A-Za-z0-9_-]{8}(?=\\.)");

  private static final Pattern LIBRARY_VERSION =
      Pattern.compile("\\.so(?:\\.\\d+)++$|[-_.]v?\\d+(?:\\.\\d+)++");

  private SourceNames() {}

  /** A module (class, package, file without extension) as it will be called in the next build. */
  static String module(String module) {
    String name = module;
    if (name.indexOf('$') >= 0 || name.endsWith("_Subclass") || name.endsWith("_ClientProxy")) {
      name = withoutJvmParts(name);
    }
    return isPath(name) ? file(name) : withoutHashes(FunctionNames.withoutCounters(name));
  }

  /**
   * A path, URL or file name as it will be called on the next machine; empty when it names nothing.
   */
  static String file(String path) {
    String name = path.replace('\\', '/');
    int query = name.indexOf('?');
    if (query > 0) {
      name = name.substring(0, query);
    }
    StringBuilder kept = new StringBuilder();
    int segments = 0;
    int end = name.length();
    while (end > 0 && segments < SEGMENTS_KEPT) {
      int slash = name.lastIndexOf('/', end - 1);
      String segment = name.substring(slash + 1, end);
      boolean counts = segments == 0 || !VOLATILE_SEGMENT.matcher(segment).matches();
      if (!segment.isEmpty()
          && counts
          && !segment.endsWith(":")
          && !segment.equals(".")
          && !segment.equals("..")) {
        kept.insert(0, segments == 0 ? withoutHashes(segment) : segment + "/");
        segments++;
      }
      end = slash;
    }
    return kept.toString();
  }

  /** The type of an exception as it will be called in the next build; namespaces of PHP stay. */
  static String type(String type) {
    return type.indexOf('$') < 0 ? type : withoutJvmParts(type);
  }

  /** Backslashes alone are a namespace of PHP, with a drive letter or a share they are a path. */
  private static boolean isPath(String name) {
    return name.indexOf('/') >= 0 || name.startsWith("\\\\") || name.indexOf(":\\") == 1;
  }

  private static String withoutJvmParts(String name) {
    String plain = JVM_GENERATED.matcher(name).replaceFirst("");
    return JVM_ANONYMOUS.matcher(plain).replaceAll(Matcher.quoteReplacement("$"));
  }

  private static String withoutHashes(String name) {
    if (!hasDigitOrDash(name)) {
      return name;
    }
    String plain = HEX_PART.matcher(name).replaceAll("");
    plain = MIXED_PART.matcher(plain).replaceAll("");
    return LIBRARY_VERSION
        .matcher(plain)
        .replaceAll(match -> match.group().startsWith(".so") ? ".so" : "");
  }

  private static boolean hasDigitOrDash(String name) {
    for (int index = 0; index < name.length(); index++) {
      char unit = name.charAt(index);
      if (unit == '-' || (unit >= '0' && unit <= '9')) {
        return true;
      }
    }
    return false;
  }
}
