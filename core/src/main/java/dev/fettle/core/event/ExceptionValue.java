package dev.fettle.core.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exception of a chain; causes come before what they caused, the thrown one is last.
 *
 * @param type class or name
 * @param value message
 * @param module package or namespace of the type
 * @param mechanism how it was caught; {@link Mechanism#NONE} when the client does not say
 * @param frames calls, outermost first; empty when there is no stack trace
 */
public record ExceptionValue(
    @Nullable String type,
    @Nullable String value,
    @Nullable String module,
    Mechanism mechanism,
    List<StackFrame> frames) {

  public ExceptionValue {
    frames = List.copyOf(frames);
  }

  /**
   * How an exception was caught.
   *
   * @param type for instance {@code onunhandledrejection}
   * @param handled whether the program expected it; null when unknown
   * @param synthetic whether the SDK made the exception up, so that its type and stack say where
   *     something was reported rather than what went wrong
   * @param group whether it stands for several ({@code AggregateError}, exception groups)
   * @param place where it hangs in a tree of exceptions
   */
  public record Mechanism(
      @Nullable String type,
      @Nullable Boolean handled,
      boolean synthetic,
      boolean group,
      Place place) {
    /** Nothing is known. */
    public static final Mechanism NONE = new Mechanism(null, null, false, false, Place.NONE);
  }

  /**
   * Where an exception hangs in a tree of exceptions: causes and the members of groups have a
   * parent.
   *
   * @param id its own number; null when the client sends a plain chain
   * @param parentId number of the exception it belongs to
   * @param source what it is to its parent: {@code __cause__}, {@code exceptions[0]}
   */
  public record Place(@Nullable Long id, @Nullable Long parentId, @Nullable String source) {
    /** Not in a tree. */
    public static final Place NONE = new Place(null, null, null);

    /** Whether it is one of several, and not a cause. */
    public boolean isMember() {
      return parentId != null && source != null && source.indexOf('[') >= 0;
    }
  }

  /** The frame to show first: the last one of the customer's code, else the last one. */
  public @Nullable StackFrame crashFrame() {
    for (int index = frames.size() - 1; index >= 0; index--) {
      if (frames.get(index).isInApp()) {
        return frames.get(index);
      }
    }
    return frames.isEmpty() ? null : frames.getLast();
  }
}
