package dev.fettle.intakelog;

/**
 * What the intake log must take and may hold.
 *
 * @param bodyBytes the largest body a record carries
 * @param logBytes what may wait in the data folder for the digest
 * @param floorBytes what the log leaves free on its disk
 */
public record LogLimits(int bodyBytes, long logBytes, long floorBytes) {}
