package dev.fettle.core.grouping;

import dev.fettle.core.Texts;
import dev.fettle.core.event.CspReport;
import dev.fettle.core.event.EventType;
import dev.fettle.core.event.ExceptionValue;
import dev.fettle.core.event.LogEntry;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.StackFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an event is called in a list.
 *
 * <p>GlitchTip's rules (behaviour 1.6): the last exception speaks (of a group with one member its
 * member, see {@link ExceptionTree}). Title {@code <type>: <first line of value>}, type "Error"
 * when there is none; a message event is its message, else {@code <untitled>}. Culprit: the
 * transaction, else the crash frame of the last exception, else the URL of the request.
 *
 * <p>One deviation. For an exception the SDK made up ({@code mechanism.synthetic}) GlitchTip shows
 * the function that called the SDK, so {@code captureMessage("Payment failed")} and {@code throw "a
 * string"} are both titled {@code main}. Here such an event is titled by its message, else by its
 * value; only native platforms, where a synthetic exception is a signal and the function is where
 * it struck, keep GlitchTip's title. A report of a security policy is named by what was blocked
 * even when that is a word. {@link GlitchTipHash} uses GlitchTip's title and culprit throughout.
 *
 * @param title at most {@value #MAX_TITLE} characters
 * @param culprit at most {@value #MAX_CULPRIT} characters, empty when nothing is known
 * @param metadata {@code type}, {@code value}, {@code filename}, {@code function} of an exception;
 *     empty for messages
 */
public record Headline(String title, String culprit, Map<String, String> metadata) {
  static final int MAX_TITLE = 100;
  static final int MAX_CULPRIT = 200;
  static final String UNTITLED = "<untitled>";
  private static final int MAX_VALUE = 1024;

  /** The headline of an event. */
  public static Headline of(NormalizedEvent event) {
    ExceptionValue main =
        event.exceptions().isEmpty() ? null : ExceptionTree.of(event.exceptions()).main();
    String title = main == null ? messageTitle(event) : exceptionTitle(event, main);
    return new Headline(cutTitle(oneLine(title)), culprit(event, main), metadata(event, main));
  }

  /** The title GlitchTip gives the event, cut as GlitchTip cuts it. */
  static String glitchTipTitle(NormalizedEvent event) {
    if (event.exceptions().isEmpty()) {
      CspReport report = event.cspReport();
      return cutTitle(report == null ? messageTitle(event) : blocked(report, report.blockedHost()));
    }
    ExceptionValue main = event.exceptions().getLast();
    return cutTitle(
        main.mechanism().synthetic() ? functionOr(main, typeAndValue(main)) : typeAndValue(main));
  }

  private static String messageTitle(NormalizedEvent event) {
    CspReport report = event.cspReport();
    if (report != null) {
      String what = report.blocked();
      return what.isEmpty()
          ? "Blocked '" + directive(report) + "' (the browser did not say what)"
          : blocked(report, what);
    }
    LogEntry message = event.message();
    return message == null ? UNTITLED : message.formatted();
  }

  private static String blocked(CspReport report, String what) {
    return "Blocked '" + directive(report) + "' from '" + what + "'";
  }

  private static String directive(CspReport report) {
    return report.directive().replace("-src", "");
  }

  private static String exceptionTitle(NormalizedEvent event, ExceptionValue main) {
    if (!main.mechanism().synthetic()) {
      return typeAndValue(main);
    }
    if (Platforms.isNative(event.platform())) {
      return functionOr(main, typeAndValue(main));
    }
    LogEntry message = event.message();
    if (message != null) {
      return message.formatted();
    }
    String value = main.value();
    return value == null ? functionOr(main, typeAndValue(main)) : Texts.firstLine(value.strip());
  }

  private static String typeAndValue(ExceptionValue exception) {
    String type = exception.type() == null ? "Error" : exception.type();
    String value = exception.value() == null ? "" : Texts.firstLine(exception.value().strip());
    return value.isEmpty() ? type : type + ": " + value;
  }

  private static String functionOr(ExceptionValue exception, String otherwise) {
    StackFrame frame = exception.crashFrame();
    String function = frame == null ? null : frame.function();
    return function == null ? otherwise : function;
  }

  /** The culprit GlitchTip gives the event. */
  static String glitchTipCulprit(NormalizedEvent event) {
    return culprit(event, event.exceptions().isEmpty() ? null : event.exceptions().getLast());
  }

  private static String culprit(NormalizedEvent event, @Nullable ExceptionValue main) {
    if (event.type() == EventType.CSP && event.cspReport() != null) {
      return event.cspReport().directive();
    }
    String culprit = event.transaction();
    if (culprit == null && main != null) {
      StackFrame own = main.crashFrame();
      culprit = frameCulprit(event, own == null ? event.exceptions().getLast().crashFrame() : own);
    }
    if (culprit == null) {
      culprit = event.requestUrl();
    }
    return culprit == null ? "" : Texts.cut(culprit, MAX_CULPRIT);
  }

  /**
   * Null when there is no frame, so that the URL gets its turn; empty when the frame says nothing.
   */
  private static @Nullable String frameCulprit(NormalizedEvent event, @Nullable StackFrame frame) {
    if (frame == null) {
      return null;
    }
    String function = frame.function() == null ? "?" : frame.function();
    if (Platforms.isNative(event.platform())) {
      return frame.function() == null ? "" : FunctionNames.withoutArguments(function);
    }
    String place = frame.module() != null ? frame.module() : frame.filename();
    if (place == null) {
      return "";
    }
    return "javascript".equals(event.platform())
        ? function + "(" + place + ")"
        : place + " in " + function;
  }

  private static Map<String, String> metadata(
      NormalizedEvent event, @Nullable ExceptionValue main) {
    if (event.type() != EventType.ERROR || main == null) {
      return Map.of();
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!main.mechanism().synthetic()) {
      metadata.put("type", main.type() == null ? "Error" : main.type());
    }
    metadata.put("value", main.value() == null ? "" : Texts.ellipsis(main.value(), MAX_VALUE));
    StackFrame frame = main.crashFrame();
    if (frame != null && frame.filename() != null) {
      metadata.put("filename", frame.filename());
    }
    if (frame != null && frame.function() != null) {
      boolean isNative = Platforms.isNative(event.platform());
      metadata.put(
          "function",
          isNative ? FunctionNames.withoutArguments(frame.function()) : frame.function());
    }
    return metadata;
  }

  /** Lists show one line: every run of blanks and line breaks is one blank. */
  private static String oneLine(String text) {
    String stripped = text.strip();
    StringBuilder line = new StringBuilder(Math.min(stripped.length(), 256));
    boolean blank = false;
    for (int index = 0; index < stripped.length() && line.length() < 4 * MAX_TITLE; index++) {
      char unit = stripped.charAt(index);
      if (Character.isWhitespace(unit)) {
        blank = true;
      } else {
        if (blank) {
          line.append(' ');
        }
        line.append(unit);
        blank = false;
      }
    }
    return line.isEmpty() ? UNTITLED : Texts.clean(line.toString());
  }

  private static String cutTitle(String title) {
    return Texts.ellipsis(title, MAX_TITLE);
  }
}
