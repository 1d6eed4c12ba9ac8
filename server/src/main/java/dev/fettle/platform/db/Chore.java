package dev.fettle.platform.db;

/**
 * Something a feature's tables need every hour; {@link Housekeeping} finds the beans and runs them.
 */
public interface Chore {

  /**
   * Does a short piece of it in a transaction of its own.
   *
   * @return whether there is more to do right now
   */
  boolean runSome();
}
