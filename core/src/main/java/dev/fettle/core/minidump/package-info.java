/**
 * Crashes of native programs: minidump files, and the form uploads that bring them.
 *
 * <p>{@link dev.fettle.core.minidump.Minidump} reads a dump: system, exception, modules, threads,
 * memory. {@link dev.fettle.core.minidump.MinidumpEvent} turns it into an event with the stack of
 * each thread, walked without symbols. {@link dev.fettle.core.minidump.MultipartForm} and {@link
 * dev.fettle.core.minidump.CrashUpload} read what breakpad and crashpad post.
 *
 * <p>Every number in a dump is a stranger's: offsets and counts are checked before they are used,
 * and each list has a bound of its own. The format is Microsoft's, documented in dbghelp's {@code
 * MINIDUMP_*} structures; streams of breakpad are {@code 0x4767xxxx}. Pure: owns no tables, depends
 * on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.minidump;

import org.jspecify.annotations.NullMarked;
