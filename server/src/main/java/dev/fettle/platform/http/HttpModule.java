package dev.fettle.platform.http;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.BodyPatience;
import dev.fettle.platform.work.MemoryBudget;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.validation.Validator;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Builds the manners of the management API. Needs an {@link Authenticator} from accounts. */
@Configuration(proxyBeanMethods = false)
public class HttpModule {

  /** API bodies are small; uploads of files will say their own limit. */
  private static final long BODY_LIMIT_BYTES = 1 << 20;

  /** For events sent to {@code https://example.com/errors/api/1/store/}. */
  private static final String PATH_IN_FRONT =
      "Nothing answers below this path: take out what stands before /api/ in the address or DSN, or give GLITCHTIP_DOMAIN this path";

  @Bean
  TrustedProxies trustedProxies(Settings settings) {
    return TrustedProxies.parse(
        settings.text(
            "FETTLE_TRUSTED_PROXIES",
            TrustedProxies.DEFAULT,
            "Networks of proxies whose forwarding headers are believed, such as 10.0.4.0/24; auto: this machine and the private /24 or /64 networks it is in; * for any."));
  }

  @Bean
  SubPath subPath(Settings settings) {
    return SubPath.of(settings.publicUrl());
  }

  @Bean
  Origins origins(Settings settings, TrustedProxies proxies) {
    return new Origins(settings.publicUrl(), proxies);
  }

  @Bean
  FilterRegistrationBean<WebSecurity> webSecurity(Origins origins, Ids ids, Settings settings) {
    int hsts =
        settings.integer(
            "SECURE_HSTS_SECONDS",
            0,
            0,
            63_072_000,
            "How long browsers shall insist on https, when the public address is https; 0: not said.");
    var filter = new FilterRegistrationBean<>(new WebSecurity(origins, ids, hsts));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  FilterRegistrationBean<PeoplesRequests> peoplesRequests() {
    var filter = new FilterRegistrationBean<>(new PeoplesRequests());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(MemoryBudget memory, BodyPatience patience) {
    var filter = new FilterRegistrationBean<>(new BodyLimit(BODY_LIMIT_BYTES, memory, patience));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return filter;
  }

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> plainPaths(
      BodyPatience patience, SubPath subPath) {
    return factory ->
        factory.addServerCustomizers(server -> {
          server.setErrorHandler(new ServerErrors());
          for (var connector : server.getConnectors()) {
            for (var protocol : connector.getConnectionFactories()) {
              if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                var configuration = http.getHttpConfiguration();
                if (connector instanceof AbstractConnector network) {
                  SlowConnections.apply(network, configuration, patience);
                }
                configuration.setUriCompliance(PlainPaths.COMPLIANCE);
                // in this order: what is taken apart is plain
                configuration.addCustomizer(new PlainPaths());
                configuration.addCustomizer(subPath);
              }
            }
          }
          for (var servlets : server.getDescendants(ServletHandler.class)) {
            servlets.setDecodeAmbiguousURIs(true); // %2F was judged before
          }
        });
  }

  @Bean
  ErrorRoutes errorRoutes() {
    return new ErrorRoutes();
  }

  @Bean
  JsonMapperBuilderCustomizer wireFormat() {
    return WireFormat::apply;
  }

  @Bean
  JsonFactoryBuilderCustomizer wireLimits() {
    return WireFormat::limit;
  }

  @Bean
  WebMvcRegistrations routeMapping() {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RouteMapping();
      }
    };
  }

  @Bean
  Porter porter(ObjectProvider<TenantReader<?, ?>> readers) {
    return new Porter(readers.orderedStream().<TenantReader<?, ?>>map(reader -> reader).toList());
  }

  @Bean
  WebMvcConfigurer webMvc(
      Authenticator authenticator,
      Origins origins,
      Porter porter,
      ObjectProvider<HandlerMethodArgumentResolver> more) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor(authenticator, origins, porter));
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addAll(ArgumentResolvers.all(origins, porter));
        resolvers.addAll(more.orderedStream().toList());
      }

      @Override
      public Validator getValidator() {
        return new NoValidator(); // or the framework makes a second one at the start
      }
    };
  }

  @Bean
  ApiErrors apiErrors() {
    return new ApiErrors();
  }

  @Bean
  PageWriter pageWriter(Origins origins) {
    return new PageWriter(origins);
  }

  @Bean
  RouteTable routeTable(RequestMappingHandlerMapping requestMappingHandlerMapping, Porter porter) {
    return new RouteTable(requestMappingHandlerMapping, porter);
  }

  /** Paths of ours that no route has: JSON, never the web client's page. */
  @Bean
  SimpleUrlHandlerMapping unknownPaths() {
    HttpRequestHandler notFound = (_, response) -> answer404(response, "Not Found");
    HttpRequestHandler pathInFront = (_, response) -> answer404(response, PATH_IN_FRONT);
    return new SimpleUrlHandlerMapping(
        Map.of(
            "/api/**",
            notFound,
            "/_allauth/**",
            notFound,
            "/{prefix}/api/{project:[0-9]+}/**",
            pathInFront,
            "/{first}/{second}/api/{project:[0-9]+}/**",
            pathInFront),
        1000);
  }

  private static void answer404(HttpServletResponse response, String detail) throws IOException {
    response.setStatus(404);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response
        .getOutputStream()
        .write("{\"detail\":\"%s\"}".formatted(detail).getBytes(StandardCharsets.UTF_8));
  }
}
