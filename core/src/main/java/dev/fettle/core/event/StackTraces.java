package dev.fettle.core.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stack traces: a bad frame is dropped alone, a frame keeps what it has beyond the fields we know.
 *
 * <p>A trace longer than {@value #MAX_FRAMES} frames (endless recursion) keeps its outermost and
 * innermost calls: both ends tell something, the middle repeats itself.
 */
final class StackTraces {
  static final int MAX_FRAMES = 250;
  private static final int OUTER_FRAMES = 100;
  private static final int MAX_NAME = 1024;
  private static final int MAX_CONTEXT_LINES = 20;

  private StackTraces() {}

  /**
   * Normalises the trace in {@code field} and returns its frames, none when there is no usable
   * trace.
   */
  static List<StackFrame> normalize(Scope owner, String field) {
    Scope trace = traceOf(owner, field);
    if (trace == null) {
      return List.of();
    }
    trace.dropNulls();
    trace.object("registers");
    JsonNode value = trace.get("frames");
    if (!(value instanceof ArrayNode frames)) {
      if (value != null) {
        trace.drop("frames", value);
      }
      if (trace.get("registers") == null) {
        owner.node().remove(field);
      }
      return List.of();
    }
    List<StackFrame> result = new ArrayList<>(Math.min(frames.size(), MAX_FRAMES));
    ArrayNode kept = keptFrames(trace, frames, result);
    trace.node().set("frames", kept);
    if (kept.isEmpty() && trace.get("registers") == null) {
      owner.node().remove(field);
    }
    return result;
  }

  /** A trace is an object with frames; a bare list of frames is understood. */
  private static @Nullable Scope traceOf(Scope owner, String field) {
    if (owner.get(field) instanceof ArrayNode bare) {
      ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
      wrapped.set("frames", bare);
      owner.node().set(field, wrapped);
    }
    return owner.object(field);
  }

  private static ArrayNode keptFrames(Scope trace, ArrayNode frames, List<StackFrame> result) {
    int size = frames.size();
    int skipFrom = size > MAX_FRAMES ? OUTER_FRAMES : size;
    int skipTo = size > MAX_FRAMES ? size - (MAX_FRAMES - OUTER_FRAMES) : size;
    if (skipFrom < skipTo) {
      trace.errors().cut(trace.path("frames"), size + " frames, the middle ones were left out");
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode(Math.min(size, MAX_FRAMES));
    for (int index = 0; index < size; index++) {
      if (index == skipFrom) {
        index = skipTo;
      }
      if (index < size && frames.get(index) instanceof ObjectNode frame) {
        kept.add(frame);
        result.add(frame(trace.child("frames", index, frame)));
      } else if (index < size && !frames.get(index).isNull()) {
        trace.errors().invalid(trace.path("frames." + index), frames.get(index));
      }
    }
    return kept;
  }

  private static StackFrame frame(Scope frame) {
    frame.dropNulls();
    paths(frame);
    frame.integer("lineno");
    frame.integer("colno");
    frame.text("context_line", 4096);
    frame.texts("pre_context", MAX_CONTEXT_LINES);
    frame.texts("post_context", MAX_CONTEXT_LINES);
    frame.text("raw_function", MAX_NAME);
    frame.text("symbol", MAX_NAME);
    frame.text("platform", 64);
    frame.text("symbol_addr", 64);
    frame.truth("stack_start");
    frame.object("lock");
    vars(frame);
    return new StackFrame(
        frame.text("function", MAX_NAME),
        frame.text("module", MAX_NAME),
        frame.text("filename", MAX_NAME),
        frame.text("package", MAX_NAME),
        frame.truth("in_app"),
        frame.text("instruction_addr", 64),
        frame.text("image_addr", 64));
  }

  /**
   * GlitchTip's rule: the URL of a script is its {@code abs_path}, the path of the URL its {@code
   * filename}. A frame without {@code abs_path} otherwise stays without: whoever shows it falls
   * back to {@code filename}.
   */
  private static void paths(Scope frame) {
    String filename = frame.text("filename", MAX_NAME);
    String absolute = frame.text("abs_path", 2048);
    String path = filename == null ? null : UrlPath.of(filename);
    if (path == null) {
      return;
    }
    if (absolute == null) {
      frame.node().put("abs_path", filename);
    }
    frame.node().put("filename", path);
  }

  /** Local variables: an object; some clients send a list. */
  private static void vars(Scope frame) {
    if (frame.get("vars") instanceof ArrayNode list) {
      ObjectNode named = JsonNodeFactory.instance.objectNode();
      for (int index = 0; index < list.size(); index++) {
        named.set(Integer.toString(index), list.get(index));
      }
      frame.node().set("vars", named);
    }
    frame.object("vars");
  }
}
