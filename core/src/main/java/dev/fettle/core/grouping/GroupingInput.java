package dev.fettle.core.grouping;

import dev.fettle.core.event.CspReport;
import dev.fettle.core.event.ExceptionValue;
import dev.fettle.core.event.LogEntry;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.StackFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text that is hashed: lines {@code kind<TAB>value}. The first line is the version of the
 * rules, so that a change of rules is a decision and not an accident; a golden test over recorded
 * events guards the rest.
 */
final class GroupingInput {
  private static final String VERSION = "fettle-1";

  /**
   * Exceptions of a chain that count, from the thrown one back: a long chain of causes repeats
   * itself.
   */
  private static final int MAX_EXCEPTIONS = 10;

  /** Distinct frames that count, from the innermost out. */
  private static final int MAX_FRAMES = 50;

  private static final int MAX_EXPLANATION = 20;

  private final NormalizedEvent event;
  private final StringBuilder text = new StringBuilder(512);
  private final List<String> explanation = new ArrayList<>();

  private GroupingInput(NormalizedEvent event) {
    this.event = event;
  }

  static GroupingInput of(NormalizedEvent event) {
    GroupingInput input = new GroupingInput(event);
    input.text.append(VERSION).append('\n');
    if (event.fingerprint().isEmpty()) {
      input.byContent();
    } else {
      input.byFingerprint();
    }
    return input;
  }

  String text() {
    return text.toString();
  }

  List<String> explanation() {
    return explanation;
  }

  private void byFingerprint() {
    for (String part : event.fingerprint()) {
      if (isDefault(part)) {
        byContent();
      } else {
        use("fingerprint", part);
      }
    }
  }

  /** Blanks inside the braces are a matter of taste among SDKs' documentation. */
  private static boolean isDefault(String part) {
    return part.startsWith("{{")
        && part.endsWith("}}")
        && part.length() > 4
        && part.substring(2, part.length() - 2).strip().equals("default");
  }

  private void byContent() {
    if (event.exceptions().isEmpty()) {
      byMessage();
    } else {
      byExceptions();
    }
  }

  /** What was blocked, by whom. */
  private void byReport(CspReport report) {
    use("directive", report.directive());
    use("blocked", report.blocked());
  }

  private void byMessage() {
    CspReport report = event.cspReport();
    if (report != null) {
      byReport(report);
      return;
    }
    LogEntry message = event.message();
    if (message != null) {
      use("message", parameterless(message));
      return;
    }
    Set<String> frames = usableFrames(event.threadFrames());
    if (frames.isEmpty()) {
      use("culprit", MessageParameters.remove(Headline.glitchTipCulprit(event)));
    } else {
      use("frame", frames);
    }
  }

  private static String parameterless(LogEntry message) {
    return MessageParameters.remove(
        message.template() == null ? message.formatted() : message.template());
  }

  private void byExceptions() {
    Map<String, List<String>> explained = new HashMap<>();
    // Re-thrown causes and tasks that fail alike repeat each other: each distinct one counts once.
    List<String> distinct =
        List.copyOf(
            new LinkedHashSet<>(
                ExceptionTree.of(event.exceptions())
                    .texts(exception -> content(exception, explained))));
    for (String each :
        distinct.subList(Math.max(0, distinct.size() - MAX_EXCEPTIONS), distinct.size())) {
      text.append(each);
      explained.getOrDefault(each, List.of()).stream()
          .limit(MAX_EXPLANATION - explanation.size())
          .forEach(explanation::add);
    }
  }

  /** What counts of an exception, taken back out of the text. */
  private String content(ExceptionValue exception, Map<String, List<String>> explained) {
    int start = text.length();
    int lines = explanation.size();
    byException(exception);
    String content = text.substring(start);
    List<String> added = explanation.subList(lines, explanation.size());
    explained.putIfAbsent(content, List.copyOf(added));
    added.clear();
    text.setLength(start);
    return content;
  }

  private void byException(ExceptionValue exception) {
    boolean synthetic = exception.mechanism().synthetic() && !Platforms.isNative(event.platform());
    if (synthetic) {
      LogEntry message = event.message();
      if (message != null) {
        use("message", parameterless(message));
        return;
      }
    }
    use("exception", qualifiedType(exception));
    Set<String> frames = usableFrames(exception.frames());
    if (synthetic || frames.isEmpty() || GenericTypes.contains(exception.type())) {
      use("value", MessageParameters.remove(exception.value() == null ? "" : exception.value()));
    }
    use("frame", frames);
  }

  private static String qualifiedType(ExceptionValue exception) {
    String type = SourceNames.type(exception.type() == null ? "" : exception.type());
    return exception.module() == null ? type : exception.module() + "." + type;
  }

  private Set<String> usableFrames(List<StackFrame> frames) {
    Set<String> own = signatures(frames, true);
    return own.isEmpty() ? signatures(frames, false) : own;
  }

  private Set<String> signatures(List<StackFrame> frames, boolean ownOnly) {
    Set<String> signatures = new LinkedHashSet<>();
    for (int index = frames.size() - 1; index >= 0 && signatures.size() < MAX_FRAMES; index--) {
      StackFrame frame = frames.get(index);
      String signature =
          !ownOnly || frame.isInApp() ? FrameSignature.of(frame, event.platform()) : null;
      if (signature != null) {
        signatures.add(signature);
      }
    }
    return signatures;
  }

  private void use(String kind, Collection<String> values) {
    for (String value : values) {
      use(kind, value);
    }
  }

  private void use(String kind, String value) {
    // A line break inside a value must not look like another line.
    text.append(kind).append('\t').append(value.replace('\n', ' ')).append('\n');
    if (!value.isEmpty() && explanation.size() < MAX_EXPLANATION) {
      explanation.add(kind + ": " + value);
    }
  }
}
