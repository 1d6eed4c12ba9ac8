package dev.fettle.platform.work;

import dev.fettle.platform.config.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what everybody shares; the memory is the intake's to size. */
@Configuration(proxyBeanMethods = false)
public class WorkModule {

  /** What waits has been received whole: its bytes are charged to budgets of their own. */
  private static final int MOST_WAITING = 512;

  @Bean
  BodyPatience bodyPatience(Settings settings) {
    return BodyPatience.from(settings);
  }

  @Bean(destroyMethod = "close")
  WorkPool workPool() {
    return new WorkPool("work", WorkPool.spareProcessors(), MOST_WAITING);
  }
}
