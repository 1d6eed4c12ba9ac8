package dev.fettle.protection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What inbound filters look at.
 *
 * @param url of the page or request
 * @param userAgent of the visitor
 * @param messages texts by which people name the error: message, value, {@code Type: value}
 * @param sources files of the stack, as the client names them
 * @param transaction name of a transaction; null for anything else
 */
public record ItemFacts(
    @Nullable String release,
    @Nullable String url,
    @Nullable String userAgent,
    List<String> messages,
    List<String> sources,
    @Nullable String transaction) {

  public ItemFacts {
    messages = List.copyOf(messages);
    sources = List.copyOf(sources);
  }
}
