package dev.fettle.digest;

import dev.fettle.core.event.ExceptionValue;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.StackFrame;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemFilter;
import dev.fettle.items.ItemFilteredException;
import dev.fettle.protection.ItemFacts;
import dev.fettle.protection.ProjectProtection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of the item's project. */
record ProjectFilter(ProjectProtection rules, IncomingItem item) implements ItemFilter {

  @Override
  public void error(NormalizedEvent event) {
    if (rules.filtersNothing()) {
      return;
    }
    var messages = new ArrayList<String>();
    var sources = new ArrayList<String>();
    var message = event.message();
    if (message != null) {
      messages.add(message.formatted());
    }
    for (var exception : event.exceptions()) {
      addMessages(exception, messages);
      addSources(exception.frames(), sources);
    }
    addSources(event.threadFrames(), sources);
    var agent = event.requestHeader("User-Agent");
    refuse(
        new ItemFacts(
            event.release(),
            event.requestUrl(),
            agent == null ? item.userAgent() : agent,
            messages,
            sources,
            null));
  }

  @Override
  public void transaction(@Nullable String name, @Nullable String release, @Nullable String url) {
    if (!rules.filtersNothing()) {
      refuse(new ItemFacts(release, url, item.userAgent(), List.of(), List.of(), name));
    }
  }

  private void refuse(ItemFacts facts) {
    var reason = rules.reasonToFilter(facts);
    if (reason != null) {
      throw new ItemFilteredException(reason);
    }
  }

  private static void addMessages(ExceptionValue exception, List<String> messages) {
    var type = exception.type();
    var value = exception.value();
    if (value != null) {
      messages.add(value);
    }
    if (type != null) {
      messages.add(value == null ? type : type + ": " + value);
    }
  }

  private static void addSources(List<StackFrame> frames, List<String> sources) {
    for (var frame : frames) {
      var file = frame.filename();
      if (file != null) {
        sources.add(file);
      }
    }
  }
}
