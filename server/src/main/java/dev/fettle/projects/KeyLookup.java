package dev.fettle.projects;

/** What is known of a pair of project id and public key. */
public sealed interface KeyLookup {

  /** There is such a key; it may still be switched off. */
  record Known(ProjectKey key) implements KeyLookup {}

  /** No such key of no such project, or the project is deleted. */
  record Unknown() implements KeyLookup {}
}
