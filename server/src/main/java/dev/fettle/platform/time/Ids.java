package dev.fettle.platform.time;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The product's source of identifiers and secrets.
 *
 * <p>Row ids are UUIDv7 (RFC 9562 section 5.7): the first 48 bits are the Unix time in
 * milliseconds, so an id names the daily partition its row lives in. Thread-safe.
 */
public final class Ids {

  private final InstantSource clock;
  private final SecureRandom random;

  public Ids(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A UUIDv7 of now. */
  public UUID uuidV7() {
    return uuidV7(clock.instant());
  }

  /** A UUIDv7 of the given time; equal times give different ids in no particular order. */
  public UUID uuidV7(Instant time) {
    long high = (time.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /**
   * A UUIDv7 that also sorts within its millisecond: the twelve bits after the version are the
   * fraction of it (RFC 9562 section 6.2, method 3), a quarter of a microsecond each.
   */
  public UUID orderedUuidV7(Instant time) {
    long nanos = time.truncatedTo(ChronoUnit.MILLIS).until(time, ChronoUnit.NANOS);
    long fraction = nanos * 0x1000L / 1_000_000;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID((time.toEpochMilli() << 16) | 0x7000L | fraction, low);
  }

  /** The smallest UUIDv7 of a millisecond: the bound of a partition or of a time range. */
  public static UUID firstUuidV7(Instant time) {
    return new UUID((time.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L);
  }

  /** The time a UUIDv7 was made for, in whole milliseconds. */
  public static Instant timeOf(UUID uuidV7) {
    return Instant.ofEpochMilli(uuidV7.getMostSignificantBits() >>> 16);
  }

  /** A random UUIDv4, for client-visible keys. */
  public UUID randomUuid() {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** A secret of that many random bytes as lower-case hex. */
  public String hexToken(int bytes) {
    return HexFormat.of().formatHex(randomBytes(bytes));
  }

  /** A secret of that many random bytes as unpadded URL-safe base64. */
  public String urlToken(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(bytes));
  }

  /** True that often, by chance; {@code probability} from 0 (never) to 1 (always). */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Fresh random bytes: salts and keys. */
  public byte[] randomBytes(int bytes) {
    var token = new byte[bytes];
    random.nextBytes(token);
    return token;
  }
}
