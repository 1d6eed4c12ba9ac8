package dev.fettle.core.minidump;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes an event with what a dump says. What the client said stays: its own exception, threads,
 * images and contexts know more than the dump.
 */
public final class MinidumpEvent {

  private static final String[] SYSTEM_PATHS = {
    "/lib/",
    "/lib64/",
    "/usr/lib",
    "/system/",
    "/apex/",
    "/vendor/",
    "[vdso]",
    "linux-gate",
    "linux-vdso",
    "c:\\windows\\",
    "/usr/libexec/",
    "/library/apple/"
  };

  private MinidumpEvent() {}

  /** Completes {@code event}, an object in the shape that clients send. */
  public static void complete(ObjectNode event, Minidump dump) {
    putIfAbsent(event, "platform", "native");
    putIfAbsent(event, "level", "fatal");
    if (!event.has("timestamp") && dump.writtenAt() > 0) {
      event.put("timestamp", dump.writtenAt());
    }
    contexts(event, dump.system());
    ModuleMap modules = new ModuleMap(dump.modules());
    int crashed = crashedIndex(dump);
    exception(event, dump, crashed, modules);
    if (!event.has("threads")) {
      threads(event, dump, crashed, modules);
    }
    if (!(event.path("debug_meta").get("images") instanceof ArrayNode images) || images.isEmpty()) {
      images(event, dump);
    }
  }

  private static int crashedIndex(Minidump dump) {
    for (int index = 0; index < dump.threads().size(); index++) {
      if (dump.threads().get(index).id() == dump.crashedThread()) {
        return index;
      }
    }
    return -1;
  }

  private static void contexts(ObjectNode event, DumpSystem system) {
    ObjectNode contexts = object(event, "contexts");
    if (!contexts.has("os")) {
      ObjectNode os = contexts.putObject("os");
      os.put("name", system.osName());
      put(os, "version", system.osVersion());
      put(os, "build", system.osBuild());
    }
    ObjectNode device = object(contexts, "device");
    if (!device.has("arch")) {
      device.put("arch", system.cpu().wireName());
    }
  }

  private static void exception(ObjectNode event, Minidump dump, int crashed, ModuleMap modules) {
    List<StackWalk.Frame> stack = crashed < 0 ? List.of() : dump.stacks().get(crashed);
    ArrayNode own = values(event.get("exception"));
    if (own != null && !own.isEmpty()) {
      if (own.get(own.size() - 1) instanceof ObjectNode last
          && !last.path("stacktrace").path("frames").isArray()
          && !stack.isEmpty()) {
        last.set("stacktrace", stackTrace(stack, modules));
      }
      return;
    }
    DumpException exception = dump.exception();
    CrashReason reason =
        exception == null
            ? new CrashReason("Minidump", "written without a crash")
            : CrashReason.of(exception, dump.system().family());
    ObjectNode value = event.putObject("exception").putArray("values").addObject();
    value.put("type", reason.name()).put("value", reason.detail());
    value
        .putObject("mechanism")
        .put("type", "minidump")
        .put("handled", exception == null || reason.name().equals("DUMP_REQUESTED"));
    if (crashed >= 0) {
      value.put("thread_id", dump.threads().get(crashed).id());
    }
    if (!stack.isEmpty()) {
      value.set("stacktrace", stackTrace(stack, modules));
    }
  }

  private static @Nullable ArrayNode values(@Nullable JsonNode exception) {
    if (exception instanceof ArrayNode list) {
      return list;
    }
    return exception != null && exception.get("values") instanceof ArrayNode list ? list : null;
  }

  /** The thread that crashed has its stack in the exception. */
  private static void threads(ObjectNode event, Minidump dump, int crashed, ModuleMap modules) {
    if (dump.threads().isEmpty()) {
      return;
    }
    ArrayNode values = event.putObject("threads").putArray("values");
    for (int index = 0; index < dump.threads().size(); index++) {
      DumpThread thread = dump.threads().get(index);
      ObjectNode value = values.addObject().put("id", thread.id());
      put(value, "name", thread.name());
      value.put("crashed", index == crashed && dump.exception() != null);
      value.put("current", index == crashed);
      List<StackWalk.Frame> stack = dump.stacks().get(index);
      if (index != crashed && !stack.isEmpty()) {
        value.set("stacktrace", stackTrace(stack, modules));
      }
    }
  }

  /** Events list the outermost call first. */
  private static ObjectNode stackTrace(List<StackWalk.Frame> stack, ModuleMap modules) {
    ObjectNode trace = JsonNodeFactory.instance.objectNode();
    ArrayNode frames = trace.putArray("frames");
    for (StackWalk.Frame call : stack.reversed()) {
      ObjectNode frame = frames.addObject();
      frame.put("instruction_addr", hex(call.address()));
      DumpModule module = modules.at(call.address());
      if (module != null) {
        frame.put("package", module.path());
        frame.put("image_addr", hex(module.base()));
      }
      frame.put("in_app", module != null && !isSystem(module.path()));
      frame.put("trust", call.trust().wireName());
    }
    return trace;
  }

  private static boolean isSystem(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (String start : SYSTEM_PATHS) {
      if (lower.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static void images(ObjectNode event, Minidump dump) {
    String type =
        switch (dump.system().family()) {
          case WINDOWS -> "pe";
          case APPLE -> "macho";
          case SIGNALS, UNKNOWN -> "elf";
        };
    ArrayNode images = object(event, "debug_meta").putArray("images");
    for (DumpModule module : dump.modules()) {
      ObjectNode image = images.addObject().put("type", type);
      image.put("code_file", module.path());
      put(image, "code_id", module.codeId());
      put(image, "debug_id", module.debugId());
      put(image, "debug_file", module.debugFile());
      image.put("image_addr", hex(module.base()));
      image.put("image_size", module.size());
    }
    if (images.isEmpty()) {
      event.remove("debug_meta");
    }
  }

  private static ObjectNode object(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode object ? object : parent.putObject(name);
  }

  private static void putIfAbsent(ObjectNode event, String field, String value) {
    if (!event.has(field) || event.get(field).isNull()) {
      event.put(field, value);
    }
  }

  private static void put(ObjectNode object, String field, @Nullable String value) {
    if (value != null) {
      object.put(field, value);
    }
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
