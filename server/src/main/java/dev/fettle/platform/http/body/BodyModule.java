package dev.fettle.platform.http.body;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Builds what reads request bodies. */
@Configuration(proxyBeanMethods = false)
public class BodyModule {

  @Bean
  BodyReader bodyReader(JsonMapper json) {
    return new BodyReader(json);
  }
}
