package dev.fettle.platform.http;

import dev.fettle.platform.db.ConnectionPools;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** What a management request asks of the database is a person's work. */
final class PeoplesRequests implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ConnectionPools.beginOfRequest();
    try {
      chain.doFilter(request, response);
    } finally {
      ConnectionPools.endOfRequest();
    }
  }
}
