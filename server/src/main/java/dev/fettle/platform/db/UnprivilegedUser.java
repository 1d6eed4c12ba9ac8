package dev.fettle.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL's programs are started: {@code initdb} and {@code postgres} refuse to run as root,
 * so a root process runs them as {@code postgres} or, where that account does not exist, as {@code
 * nobody}.
 *
 * @param account the account to drop to, or null when this process is not root
 * @param setpriv whether util-linux's {@code setpriv} is there; it drops privileges and ties the
 *     child's life to ours
 */
record UnprivilegedUser(@Nullable Account account, boolean setpriv, boolean setsid) {

  /** A line of /etc/passwd. */
  record Account(String name, int uid, int gid) {}

  static UnprivilegedUser detect() throws IOException {
    boolean setpriv = onPath("setpriv");
    boolean setsid = onPath("setsid");
    if (!isRoot()) {
      return new UnprivilegedUser(null, setpriv, setsid);
    }
    if (!setpriv) {
      throw new DatabaseStartException(
          "PostgreSQL does not run as root and `setpriv` (util-linux) is missing: start Fettle as an ordinary user,"
              + " install util-linux, or set DATABASE_URL to an external PostgreSQL.");
    }
    var account = find("postgres");
    if (account == null) {
      account = find("nobody");
    }
    if (account == null) {
      throw new DatabaseStartException(
          "PostgreSQL does not run as root and there is neither a `postgres` nor a `nobody` account: start Fettle as an"
              + " ordinary user.");
    }
    return new UnprivilegedUser(account, true, setsid);
  }

  /**
   * The command line that runs {@code command} unprivileged.
   *
   * @param service a long-running child: in a session of its own, so that a signal to our process
   *     group does not reach it before the pool is closed, and interrupted by the kernel when this
   *     process dies
   */
  List<String> commandLine(boolean service, List<String> command) {
    var line = new ArrayList<String>();
    if (service && setsid) {
      line.add("setsid");
    }
    if (setpriv && (account != null || service)) {
      line.add("setpriv");
      if (account != null) {
        line.add("--reuid=" + account.uid());
        line.add("--regid=" + account.gid());
        line.add("--clear-groups");
      }
      if (service) {
        line.add("--pdeathsig=INT");
      }
      line.add("--");
    }
    line.addAll(command);
    return line;
  }

  /** Gives a file or folder to the account; does nothing when we are not root. */
  void own(Path path) throws IOException {
    if (account != null) {
      Files.setAttribute(path, "unix:uid", account.uid());
      Files.setAttribute(path, "unix:gid", account.gid());
    }
  }

  /** Fails when the account could not even reach {@code folder}. */
  void requireReachable(Path folder) throws IOException {
    if (account == null) {
      return;
    }
    for (@Nullable Path parent = folder; parent != null; parent = parent.getParent()) {
      if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new DatabaseStartException(
            ("PostgreSQL runs as `%s` because Fettle was started as root, and that account cannot enter %s. Choose"
                    + " another data folder (--data DIR or FETTLE_DATA, for example /var/lib/fettle), or start Fettle as"
                    + " an ordinary user.")
                .formatted(account.name(), parent));
      }
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static @Nullable Account find(String name) throws IOException {
    for (var line : Files.readAllLines(Path.of("/etc/passwd"))) {
      var fields = line.split(":", -1);
      if (fields.length >= 4 && fields[0].equals(name)) {
        return new Account(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
      }
    }
    return null;
  }

  private static boolean onPath(String program) {
    for (var folder : Set.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
