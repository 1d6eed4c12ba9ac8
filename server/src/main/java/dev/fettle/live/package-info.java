/**
 * Live updates: what the server tells open screens. {@link dev.fettle.live.Notices} takes typed
 * notices and sends them over PostgreSQL's LISTEN/NOTIFY once the work they tell of is committed;
 * every node hands them to the screens that are connected to it. Lossy by design: a screen that
 * missed one asks again. Owns no table. Depends on organizations, platform and core.
 */
@NullMarked
package dev.fettle.live;

import org.jspecify.annotations.NullMarked;
