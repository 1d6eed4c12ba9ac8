package dev.fettle.performance;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What makes a group: the name, op and method of a project's transactions.
 *
 * @param op empty for none
 * @param method empty for none
 */
record GroupKey(long projectId, String name, String op, String method) {

  /** The group of everything that came after a project had too many groups. */
  static final String OTHER = "<other>";

  static GroupKey of(long projectId, String name, @Nullable String op, @Nullable String method) {
    return new GroupKey(projectId, name, op == null ? "" : op, method == null ? "" : method);
  }

  GroupKey other() {
    return new GroupKey(projectId, OTHER, "", "");
  }

  /** 16 bytes that stand for it; stored, so never change how they are made. */
  byte[] hash() {
    var hash = Hashing.murmur3_128().hashCharsTo128Bits(name + '\0' + op + '\0' + method);
    return ByteBuffer.allocate(16)
        .putLong(hash.getMostSignificantBits())
        .putLong(hash.getLeastSignificantBits())
        .array();
  }
}
