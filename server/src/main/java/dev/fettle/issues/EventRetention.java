package dev.fettle.issues;

import java.time.Duration;

/** How long events are kept, and what people say about them. */
public record EventRetention(Duration duration) {}
