package dev.fettle.core.minidump;

import java.util.Map;

/**
 * Names a crash as the people of its system do.
 *
 * @param name for instance {@code SIGSEGV}, {@code EXC_BAD_ACCESS}, {@code
 *     EXCEPTION_ACCESS_VIOLATION}
 * @param detail more about it, for instance {@code SEGV_MAPERR at address 0x10}
 */
public record CrashReason(String name, String detail) {

  private static final String[] SIGNALS = {
    "",
    "SIGHUP",
    "SIGINT",
    "SIGQUIT",
    "SIGILL",
    "SIGTRAP",
    "SIGABRT",
    "SIGBUS",
    "SIGFPE",
    "SIGKILL",
    "SIGUSR1",
    "SIGSEGV",
    "SIGUSR2",
    "SIGPIPE",
    "SIGALRM",
    "SIGTERM",
    "SIGSTKFLT",
    "SIGCHLD",
    "SIGCONT",
    "SIGSTOP",
    "SIGTSTP",
    "SIGTTIN",
    "SIGTTOU",
    "SIGURG",
    "SIGXCPU",
    "SIGXFSZ",
    "SIGVTALRM",
    "SIGPROF",
    "SIGWINCH",
    "SIGIO",
    "SIGPWR",
    "SIGSYS"
  };

  private static final Map<String, String[]> SIGNAL_CODES =
      Map.of(
          "SIGSEGV", new String[] {"", "SEGV_MAPERR", "SEGV_ACCERR", "SEGV_BNDERR", "SEGV_PKUERR"},
          "SIGBUS", new String[] {"", "BUS_ADRALN", "BUS_ADRERR", "BUS_OBJERR"},
          "SIGILL",
              new String[] {
                "", "ILL_ILLOPC", "ILL_ILLOPN", "ILL_ILLADR", "ILL_ILLTRP", "ILL_PRVOPC"
              },
          "SIGFPE", new String[] {"", "FPE_INTDIV", "FPE_INTOVF", "FPE_FLTDIV", "FPE_FLTOVF"},
          "SIGTRAP", new String[] {"", "TRAP_BRKPT", "TRAP_TRACE"});

  private static final String[] MACH = {
    "", "EXC_BAD_ACCESS", "EXC_BAD_INSTRUCTION", "EXC_ARITHMETIC", "EXC_EMULATION",
    "EXC_SOFTWARE", "EXC_BREAKPOINT", "EXC_SYSCALL", "EXC_MACH_SYSCALL", "EXC_RPC_ALERT",
    "EXC_CRASH", "EXC_RESOURCE", "EXC_GUARD"
  };

  private static final Map<Long, String> WINDOWS =
      Map.ofEntries(
          Map.entry(0x80000001L, "EXCEPTION_GUARD_PAGE"),
          Map.entry(0x80000002L, "EXCEPTION_DATATYPE_MISALIGNMENT"),
          Map.entry(0x80000003L, "EXCEPTION_BREAKPOINT"),
          Map.entry(0x80000004L, "EXCEPTION_SINGLE_STEP"),
          Map.entry(0xC0000005L, "EXCEPTION_ACCESS_VIOLATION"),
          Map.entry(0xC0000006L, "EXCEPTION_IN_PAGE_ERROR"),
          Map.entry(0xC0000008L, "EXCEPTION_INVALID_HANDLE"),
          Map.entry(0xC000001DL, "EXCEPTION_ILLEGAL_INSTRUCTION"),
          Map.entry(0xC0000025L, "EXCEPTION_NONCONTINUABLE_EXCEPTION"),
          Map.entry(0xC0000026L, "EXCEPTION_INVALID_DISPOSITION"),
          Map.entry(0xC000008CL, "EXCEPTION_BOUNDS_EXCEEDED"),
          Map.entry(0xC000008DL, "EXCEPTION_FLT_DENORMAL_OPERAND"),
          Map.entry(0xC000008EL, "EXCEPTION_FLT_DIVIDE_BY_ZERO"),
          Map.entry(0xC0000090L, "EXCEPTION_FLT_INVALID_OPERATION"),
          Map.entry(0xC0000091L, "EXCEPTION_FLT_OVERFLOW"),
          Map.entry(0xC0000094L, "EXCEPTION_INT_DIVIDE_BY_ZERO"),
          Map.entry(0xC0000095L, "EXCEPTION_INT_OVERFLOW"),
          Map.entry(0xC0000096L, "EXCEPTION_PRIV_INSTRUCTION"),
          Map.entry(0xC00000FDL, "EXCEPTION_STACK_OVERFLOW"),
          Map.entry(0xC0000194L, "EXCEPTION_POSSIBLE_DEADLOCK"),
          Map.entry(0xC0000374L, "STATUS_HEAP_CORRUPTION"),
          Map.entry(0xC0000409L, "STATUS_STACK_BUFFER_OVERRUN"),
          Map.entry(0xC0000417L, "STATUS_INVALID_CRUNTIME_PARAMETER"),
          Map.entry(0xE06D7363L, "Unhandled C++ exception"),
          Map.entry(0xE0434352L, "Unhandled .NET exception"));

  private static final long ACCESS_VIOLATION = 0xC0000005L;
  private static final long IN_PAGE_ERROR = 0xC0000006L;
  private static final long REQUESTED = 0xFFFF_FFFFL;

  static CrashReason of(DumpException exception, DumpSystem.Family family) {
    if (exception.code() == REQUESTED) {
      return new CrashReason("DUMP_REQUESTED", "the program asked for this dump");
    }
    return switch (family) {
      case SIGNALS -> ofSignal(exception);
      case APPLE -> ofMach(exception);
      case WINDOWS -> ofWindows(exception);
      case UNKNOWN -> new CrashReason("Crash", code(exception.code()) + at(exception.address()));
    };
  }

  private static CrashReason ofSignal(DumpException exception) {
    String name = pick(SIGNALS, exception.code(), "signal " + exception.code());
    String[] codes = SIGNAL_CODES.getOrDefault(name, new String[0]);
    String code = pick(codes, exception.flags(), "");
    return new CrashReason(name, (code + at(exception.address())).strip());
  }

  private static CrashReason ofMach(DumpException exception) {
    String name = pick(MACH, exception.code(), "Mach exception " + exception.code());
    String code =
        switch (name) {
          case "EXC_BAD_ACCESS" ->
              exception.flags() == 1
                  ? "KERN_INVALID_ADDRESS"
                  : exception.flags() == 2 ? "KERN_PROTECTION_FAILURE" : "";
          default -> exception.flags() == 0 ? "" : code(exception.flags());
        };
    return new CrashReason(name, (code + at(exception.address())).strip());
  }

  private static CrashReason ofWindows(DumpException exception) {
    long code = exception.code();
    String name = WINDOWS.getOrDefault(code, "Exception " + code(code));
    if ((code == ACCESS_VIOLATION || code == IN_PAGE_ERROR) && exception.parameters().size() > 1) {
      long kind = exception.parameters().getFirst();
      String access = kind == 0 ? "read" : kind == 1 ? "write" : "execute";
      return new CrashReason(name, access + at(exception.parameters().get(1)));
    }
    return new CrashReason(name, at(exception.address()).strip());
  }

  private static String pick(String[] names, long index, String otherwise) {
    return index > 0 && index < names.length ? names[(int) index] : otherwise;
  }

  private static String at(long address) {
    return " at address " + code(address);
  }

  private static String code(long number) {
    return "0x" + Long.toHexString(number);
  }
}
