# How the product's process is run, read by ./fettle: the account it runs as, its data folder, its supervisor.
# shellcheck shell=bash

# --- the account ----------------------------------------------------------------------------------------------------

choose_account() { # started as root: sets account, uid and gid to whom the product runs as; else account is empty
  account="" uid="" gid=""
  [ "$(id -u)" = 0 ] || return 0
  command -v setpriv >/dev/null || refuse "Fettle does not run as root and \`setpriv\` is missing to become somebody else: install util-linux, or start it as an ordinary user."
  local name
  for name in fettle postgres nobody; do
    uid=$(id -u "$name" 2>/dev/null) || continue
    gid=$(id -g "$name")
    account=$name
    return
  done
  refuse "Fettle does not run as root and there is no account fettle, postgres or nobody: make one (useradd --system fettle), or start it as an ordinary user."
}

as_account() { # a command, as the account when there is one
  if [ -n "$account" ]; then setpriv --reuid="$uid" --regid="$gid" --clear-groups -- "$@"; else "$@"; fi
}

can_read() { # files: whether the account can
  # shellcheck disable=SC2016 # for the inner shell
  as_account sh -c 'for file do [ -r "$file" ] || exit 1; done' sh "$@"
}

first_closed() { # path: the first folder on the way to it that the account cannot enter
  local part="" rest=$1
  while [ -n "$rest" ]; do
    rest=${rest#/}
    part="$part/${rest%%/*}"
    as_account test -x "$part" || { echo "$part"; return; }
    case $rest in */*) rest=${rest#*/} ;; *) rest="" ;; esac
  done
}

# --- the data folder ------------------------------------------------------------------------------------------------

looks_like_ours() { # folder: whether it is empty but for logs, or holds what the product makes
  local entry
  [ -e "$1/lock" ] || [ -e "$1/db" ] && return 0
  for entry in "$1"/* "$1"/.[!.]*; do
    case $entry in "$1/*" | "$1/.[!.]*" | *.log | */lost+found) ;; *) return 1 ;; esac
  done
}

prepare_data() { # makes the folder $data and its tmp for the account; a folder that root had until now is handed over once
  local closed
  if [ ! -d "$data" ]; then
    mkdir -p "$data" 2>/dev/null || refuse "The data folder $data cannot be made: choose another with --data or FETTLE_DATA, or make it for the account $(id -un)."
  fi
  data=$(cd "$data" && pwd -P) || refuse "The data folder $data cannot be entered by the account $(id -un)."
  if [ -n "$account" ]; then
    closed=$(first_closed "$(dirname "$data")")
    [ -z "$closed" ] || refuse "Fettle runs as \`$account\` because it was started as root, and that account cannot enter $closed. Choose another data folder (--data DIR or FETTLE_DATA, for example /var/lib/fettle), or start it as an ordinary user."
    if [ "$(stat -c %u "$data")" != "$uid" ]; then
      looks_like_ours "$data" || refuse "$data is not empty and no data folder of Fettle, and would be given to the account $account: choose another with --data."
      echo "fettle: giving the data folder $data to the account $account" >&2
      chown -Rh "$uid:$gid" "$data" # the folder itself comes last, so a stop in between is made good by the next start
    fi
  fi
  (umask 077 && as_account mkdir -p "$data/tmp" "$data/log") 2>/dev/null ||
    refuse "The data folder $data belongs to \`$(stat -c %U "$data")\` and cannot be written by \`${account:-$(id -un)}\`: start Fettle as that account, give it the folder (chown -R), or choose another with --data."
}

# --- the program ----------------------------------------------------------------------------------------------------

place_program() { # sets program: where the account finds the built product; a copy when the checkout is closed to it
  program=$dist
  [ -n "$account" ] || return 0
  can_read "$JAVA_HOME/lib/modules" "$JAVA_HOME/bin/java" ||
    refuse "Fettle runs as \`$account\` because it was started as root, and that account cannot read the JDK in $JAVA_HOME: install one for all (Debian's openjdk-25-jdk-headless), or start it as an ordinary user."
  local aot=() built
  [ ! -f "$dist/fettle.aot" ] || aot=("$dist/fettle.aot")
  ! can_read "$dist/fettle-server.jar" ${aot[@]+"${aot[@]}"} "$dist"/lib/*.jar || return 0
  # Root's own folder: what the account could write, it could make root copy elsewhere.
  program="/var/lib/fettle-program/$(printf '%s' "$home" | sha1sum | cut -c1-12)"
  built="$(cat "$state/server") $(cat "$state/aot" 2>/dev/null || true)"
  [ "$(cat "$program/.built" 2>/dev/null || true)" != "$built" ] || return 0
  echo "fettle: copying the program to $program, because the account $account cannot read $dist" >&2
  rm -rf "$program.new"
  (umask 022 && mkdir -p "$program.new" && cp -a "$dist/." "$program.new/" && chmod -R a+rX "$program.new")
  printf '%s' "$built" >"$program.new/.built"
  rm -rf "$program"
  mv "$program.new" "$program"
}

read_heap() { # sets heap: MiB of Java heap, with the bounds of Settings.heapMib
  heap=${FETTLE_HEAP_MB:-}
  if [ -z "$heap" ] && [ -n "${FETTLE_HEAP_MB_FILE:-}" ]; then
    heap=$(tr -d '[:space:]' <"$FETTLE_HEAP_MB_FILE") || refuse "FETTLE_HEAP_MB_FILE names $FETTLE_HEAP_MB_FILE, which cannot be read."
  fi
  heap=${heap:-128}
  if ! [[ $heap =~ ^[1-9][0-9]{1,4}$ ]] || [ "$heap" -lt 96 ] || [ "$heap" -gt 65536 ]; then
    refuse "FETTLE_HEAP_MB is \"$heap\": expected a whole number from 96 to 65536."
  fi
}

java_command() { # fills the array java: the whole command line, as the account
  read_heap
  choose_account
  prepare_data
  place_program
  java=()
  if command -v setpriv >/dev/null; then
    java+=(setpriv --pdeathsig=KILL --no-new-privs) # a killed launcher leaves nothing behind
    [ -z "$account" ] || java+=(--reuid="$uid" --regid="$gid" --clear-groups)
    [ -z "$account" ] || [ "$port" -ge 1024 ] || java+=(--inh-caps=+net_bind_service --ambient-caps=+net_bind_service)
    java+=(--)
  fi
  java+=("$JAVA_HOME/bin/java" "-Xmx${heap}m" "${jvm_flags[@]}" -Djava.io.tmpdir="$data/tmp"
    -XX:+ExitOnOutOfMemoryError -XX:ErrorFile="$data/log/jvm-crash-%p.log")
  # What the JVM cannot use of the cache only makes the start slower; its warnings would sound like more.
  [ ! -f "$program/fettle.aot" ] || java+=(-XX:AOTCache="$program/fettle.aot" "-Xlog:aot*=error")
  export FETTLE_DATA=$data PORT=$port FETTLE_HEAP_MB=$heap MALLOC_ARENA_MAX=2
  cd "$program"
}

# --- the supervisor -------------------------------------------------------------------------------------------------

FIRST_PAUSE=1 LONGEST_PAUSE=60 LONG_ENOUGH=300 # seconds; a process that lived that long is taken for a healthy one

on_signal() { # name
  signals=$((signals + 1))
  stopping=$1
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
}

await_child() { # sets status to how it ended; a signal that interrupts the wait is no end
  local before=-1
  while [ "$before" != "$signals" ]; do
    before=$signals
    status=0
    wait "$child" 2>/dev/null || status=$?
  done
  child=""
}

kernel_kills() { sed -n 's/^oom_kill //p' /proc/vmstat 2>/dev/null || true; }

how_it_ended() { # status, kernel_kills before
  case $1 in
    3) echo "its heap of $heap MiB was full (raise FETTLE_HEAP_MB when this happens again)" ;;
    75) echo "it could not start for a reason that may pass" ;;
    134) echo "the JVM crashed; its report is $data/log/jvm-crash-*.log" ;;
    137)
      if [ "$(kernel_kills)" != "$2" ]; then echo "the kernel killed it because memory was short (lower FETTLE_HEAP_MB, or give the machine more)"
      else echo "it was killed (SIGKILL)"; fi ;;
    *) if [ "$1" -gt 128 ]; then echo "signal SIG$(kill -l $(($1 - 128)))"; else echo "exit status $1"; fi ;;
  esac
}

last_lines() {
  as_account tail -n 5 "$data/log/fettle.log" 2>/dev/null | cut -c1-300 | sed 's/^/fettle:   | /' || true
}

keep_crash_reports() { # the newest five
  # shellcheck disable=SC2016 # for the inner shell
  as_account sh -c 'ls -t "$1"/jvm-crash-*.log 2>/dev/null | tail -n +6 | while read -r file; do rm -f "$file"; done' sh "$data/log"
}

# Runs the array java until it ends on purpose: by a signal to the launcher, by status 0, or by a first start that
# is refused (78). Whatever else ends it, it is started again, at once or after up to a minute, for ever.
supervise() {
  local pause=$FIRST_PAUSE began kills restarts=0 reason
  signals=0 stopping="" child=""
  trap 'on_signal TERM' TERM
  trap 'on_signal INT' INT
  trap 'on_signal HUP' HUP
  while [ -z "$stopping" ]; do
    began=$SECONDS
    kills=$(kernel_kills)
    (umask 077 && ulimit -c 0 && exec "${java[@]}") &
    child=$!
    [ -z "$stopping" ] || kill -TERM "$child" 2>/dev/null || true
    await_child
    case $status in 0 | 130 | 143) stopping=${stopping:-it} ;; esac
    [ -z "$stopping" ] || break
    [ "$status" != 78 ] || [ "$restarts" -gt 0 ] || exit 78 # it said why
    [ $((SECONDS - began)) -lt "$LONG_ENOUGH" ] || pause=$FIRST_PAUSE
    reason=$(how_it_ended "$status" "$kills")
    {
      echo "fettle: the server ended after $((SECONDS - began)) s: $reason. Its last lines:"
      last_lines
      echo "fettle: starting it again in $pause s"
    } >&2
    keep_crash_reports
    sleep "$pause" &
    child=$!
    await_child
    restarts=$((restarts + 1))
    pause=$((pause * 2 < LONGEST_PAUSE ? pause * 2 : LONGEST_PAUSE))
  done
  case $status in 0 | 130 | 143) exit 0 ;; *) exit "$status" ;; esac
}
