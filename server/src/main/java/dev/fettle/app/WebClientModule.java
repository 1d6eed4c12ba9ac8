package dev.fettle.app;

import dev.fettle.accounts.SetupLink;
import dev.fettle.platform.http.SubPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Serves the web client from {@code static/} in the jar, already compressed by the build.
 *
 * <p>Files whose names carry a content hash may be kept for a year; every other path that is not
 * the API's gets {@code index.html}, because the client does its own routing.
 */
@Configuration(proxyBeanMethods = false)
public class WebClientModule {

  private static final String HASHED_FILES = "/{file:.+-[\\w-]{8}\\.(?:js|css|woff2|svg|png)}";
  private static final String LOCATION = "classpath:/static/";

  @Bean
  WebMvcConfigurer webClient(SubPath subPath) {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler(HASHED_FILES, "/media/{file:.+-[\\w-]{8}\\.\\w+}")
            .addResourceLocations(LOCATION, LOCATION + "media/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
            .resourceChain(false)
            .addResolver(new EncodedResourceResolver())
            .addResolver(new PathResourceResolver());
        var pages =
            registry
                .addResourceHandler("/**")
                .addResourceLocations(LOCATION)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false);
        if (subPath.prefix().isEmpty()) {
          pages.addResolver(new EncodedResourceResolver()).addResolver(new PageResolver());
        } else { // the page says where it is, so it goes out as it is changed: not compressed
          pages
              .addResolver(new PageResolver())
              .addTransformer((request, resource, chain) -> based(resource, subPath.base()));
        }
      }
    };
  }

  private static Resource based(Resource file, String base) throws IOException {
    if (!"index.html".equals(file.getFilename())) {
      return file;
    }
    var page = file.getContentAsString(StandardCharsets.UTF_8);
    return new TransformedResource(
        file,
        page.replace("<base href=\"/\">", "<base href=\"%s\">".formatted(base))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** The line that people and scripts wait for. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> readyLine(SetupLink setupLink, SubPath subPath) {
    return event -> {
      if (event.getApplicationContext() instanceof WebServerApplicationContext context) {
        var server = context.getWebServer();
        if (server != null) {
          var address = "http://localhost:" + server.getPort() + subPath.prefix();
          var first =
              setupLink.isNeeded()
                  ? ": nobody has an account yet, make the first one at "
                      + address
                      + setupLink.path()
                  : "";
          org.slf4j.LoggerFactory.getLogger("dev.fettle.Fettle")
              .info("Ready at {}{}", address, first);
        }
      }
    };
  }

  /** Files as they are; {@code index.html} for the client's own routes; nothing for API paths. */
  private static final class PageResolver extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      var file = super.getResource(path, location);
      if (file != null || path.startsWith("api/") || path.startsWith("_") || isFileName(path)) {
        return file;
      }
      return super.getResource("index.html", location);
    }

    private static boolean isFileName(String path) {
      return path.matches(".*\\.(?:js|css|map|ico|svg|png|woff2|txt|json|html)");
    }
  }
}
