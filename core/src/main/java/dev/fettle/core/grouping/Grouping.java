package dev.fettle.core.grouping;

import dev.fettle.core.event.NormalizedEvent;
import java.util.List;

/**
 * Which issue an event belongs to.
 *
 * <p>The rules, with their reasons ({@link GroupingInput} applies them):
 *
 * <ol>
 *   <li>A client fingerprint decides alone; <code>{{ default }}</code> in it stands for everything
 *       below. The customer knows best.
 *   <li>Exceptions: the types of the chain and the customer's own frames. What a program was doing
 *       is the error; line numbers and messages change from build to build and from request to
 *       request.
 *   <li>No own frame at all: every frame. A crash inside a library is still recognised by the way
 *       to it.
 *   <li>No usable frame: type and message without its parameters. It is all there is.
 *   <li>A generic type ({@link GenericTypes}: {@code Error}, {@code RuntimeException}) says
 *       nothing, so its message without parameters counts in addition. Two errors merged by mistake
 *       cannot be told apart again, two issues can be merged.
 *   <li>An exception the SDK made up (a message with a stack, a thrown text): the frames are the
 *       place that reported, the same for every message, so the message without its parameters
 *       counts instead.
 *   <li>A message: its template when the client sent parameters apart, else the text without its
 *       parameters.
 *   <li>A report of a security policy: the directive and what it blocked, whatever the page.
 *   <li>Members of an exception group count whatever their order; which task fails first is chance.
 *   <li>Suppressed exceptions do not count: what also failed while cleaning up comes and goes.
 *   <li>Each distinct frame counts once. Recursion of another depth is the same recursion.
 * </ol>
 *
 * @param primary hash by these rules; the one an issue is created with
 * @param glitchTip hash by GlitchTip's rules ({@link GlitchTipHash}); finds issues that were taken
 *     over from it. Coarser than {@code primary}: an issue of our own must not be created with it,
 *     or two errors of the same title become one
 * @param headline title, culprit and metadata
 * @param explanation what the primary hash was made of, in words, for "why is this grouped here?"
 */
public record Grouping(
    EventHash primary, EventHash glitchTip, Headline headline, List<String> explanation) {
  public Grouping {
    explanation = List.copyOf(explanation);
  }

  /** Groups an event. Pure: equal events give equal results, on every machine, for ever. */
  public static Grouping of(NormalizedEvent event) {
    GroupingInput input = GroupingInput.of(event);
    return new Grouping(
        EventHash.sha256(input.text()),
        GlitchTipHash.of(event),
        Headline.of(event),
        input.explanation());
  }

  /** The hashes in the order they are looked up: the first known one names the issue. */
  public List<EventHash> hashes() {
    return primary.equals(glitchTip) ? List.of(primary) : List.of(primary, glitchTip);
  }
}
