package dev.fettle.core.event;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Threads, and the stack trace that PHP and raven put on the event itself.
 *
 * <p>Such a trace belongs to the only exception when that has none, otherwise to a thread: message
 * events of every SDK then show their stack in one place, {@code threads.values[].stacktrace}.
 */
final class Threads {
  static final int MAX_THREADS = 500;

  private Threads() {}

  /**
   * Normalises {@code event.threads} and {@code event.stacktrace} into {@code out.threads.values}.
   *
   * @return frames of the crashed, else the current, else the only thread
   */
  static List<StackFrame> normalize(Scope event, ObjectNode out) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    Choice choice = new Choice();
    ArrayNode values = event.values("threads");
    int size = values == null ? 0 : Math.min(values.size(), MAX_THREADS);
    for (int index = 0; values != null && index < size; index++) {
      JsonNode value = values.get(index);
      if (value instanceof ObjectNode object) {
        kept.add(object);
        choice.offer(event.child("threads.values", index, object));
      } else if (!value.isNull()) {
        event.errors().invalid("threads.values." + index, value);
      }
    }
    addOwnTrace(event, kept, choice);
    if (!kept.isEmpty()) {
      out.putObject("threads").set("values", kept);
    }
    return choice.frames;
  }

  private static void addOwnTrace(Scope event, ArrayNode kept, Choice choice) {
    if (event.get("stacktrace") == null) {
      return;
    }
    ObjectNode thread = JsonNodeFactory.instance.objectNode();
    thread.put("current", true);
    thread.set("stacktrace", event.node().get("stacktrace"));
    choice.offer(event.child("thread", thread));
    if (thread.has("stacktrace")) {
      kept.add(thread);
    }
  }

  /** Gives the event's own trace to the only exception when that has none. */
  static void lendTraceToException(Scope event) {
    JsonNode trace = event.get("stacktrace");
    ArrayNode exceptions = trace == null ? null : event.values("exception");
    if (trace != null
        && exceptions != null
        && exceptions.size() == 1
        && exceptions.get(0) instanceof ObjectNode exception
        && (exception.get("stacktrace") == null || exception.get("stacktrace").isNull())) {
      exception.set("stacktrace", trace);
      event.node().remove("stacktrace");
    }
  }

  /** The thread a reader wants to see first. */
  private static final class Choice {
    private List<StackFrame> frames = List.of();
    private int rank = -1;

    private void offer(Scope thread) {
      thread.dropNulls();
      thread.text("name", 256);
      thread.text("state", 64);
      JsonNode id = thread.get("id");
      if (id != null && id.isContainer()) {
        thread.drop("id", id);
      }
      boolean crashed = Boolean.TRUE.equals(thread.truth("crashed"));
      boolean current = Boolean.TRUE.equals(thread.truth("current"));
      StackTraces.normalize(thread, "raw_stacktrace");
      List<StackFrame> own = StackTraces.normalize(thread, "stacktrace");
      int ownRank = crashed ? 2 : current ? 1 : 0;
      if (!own.isEmpty() && ownRank > rank) {
        frames = own;
        rank = ownRank;
      }
    }
  }
}
