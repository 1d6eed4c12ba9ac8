package dev.fettle.platform.crypto;

import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.BusyException;
import dev.fettle.platform.work.WorkPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) in the PHC form {@code $argon2id$v=19$m=12288,t=3,p=1$salt$hash}.
 * Thread-safe.
 *
 * <p>12 MiB, three passes: OWASP's setting for small machines. Each computation holds its memory
 * and a processor for some 30 ms, so that it has threads of its own, whatever arrives: while thirty
 * people sign in at once, events are taken as ever. Who asks while too many wait already is told so
 * by a {@link dev.fettle.platform.work.BusyException}.
 */
public final class Passwords {

  private static final int MEMORY_KIB = 12 * 1024;
  private static final int PASSES = 3;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final Ids ids;
  private final WorkPool threads;
  private final String nobody;

  public Passwords(Ids ids, WorkPool threads) {
    this.ids = ids;
    this.threads = threads;
    this.nobody = hash("a password nobody has");
  }

  /** The form to store; another one each time. */
  public String hash(String password) {
    var salt = ids.randomBytes(SALT_BYTES);
    var hash = compute(password, salt, new Cost(MEMORY_KIB, PASSES, LANES), HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Whether it is the password. Without a stored form the same work is done for nothing, so that
   * the time of the answer does not say which accounts exist.
   */
  public boolean matches(String password, @Nullable String stored) {
    var form = FORM.matcher(stored == null ? nobody : stored);
    if (!form.matches()) {
      throw new IllegalStateException("a stored password is not in the Argon2id PHC form");
    }
    var cost =
        new Cost(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)));
    var expected = Base64.getDecoder().decode(form.group(5));
    var actual =
        compute(password, Base64.getDecoder().decode(form.group(4)), cost, expected.length);
    return MessageDigest.isEqual(actual, expected) && stored != null;
  }

  private record Cost(int memoryKib, int passes, int lanes) {}

  private byte[] compute(String password, byte[] salt, Cost cost, int bytes) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build();
    var hash = new byte[bytes];
    try {
      return threads.run(
          0,
          () -> {
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("a hash reads and writes nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("the server is stopping: try again later");
    }
  }
}
