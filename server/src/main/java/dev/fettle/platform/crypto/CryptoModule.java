package dev.fettle.platform.crypto;

import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.WorkPool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the password hash. */
@Configuration(proxyBeanMethods = false)
public class CryptoModule {

  /** Each has 12 MiB of the heap while it computes. */
  private static final int MOST_THREADS = 2;

  /** A second or two of work. */
  private static final int MOST_WAITING = 32;

  @Bean
  Passwords passwords(Ids ids) {
    int threads = Math.min(MOST_THREADS, WorkPool.spareProcessors());
    return new Passwords(ids, new WorkPool("passwords", threads, MOST_WAITING));
  }
}
