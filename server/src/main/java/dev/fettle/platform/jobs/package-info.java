/**
 * Time: jobs that one node of all runs ({@link dev.fettle.platform.jobs.Jobs}, by db-scheduler),
 * and loops of this node ({@link dev.fettle.platform.jobs.Ticker}). Features contribute {@link
 * dev.fettle.platform.jobs.Job} beans; all of them are in the golden {@code jobs.txt}. Owns {@code
 * scheduled_tasks}.
 */
@NullMarked
package dev.fettle.platform.jobs;

import org.jspecify.annotations.NullMarked;
