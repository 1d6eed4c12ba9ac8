/**
 * How the management API speaks HTTP: who may call a route, what an error looks like, how a list is
 * paged, what a body may hold. Owns no table.
 *
 * <p>A feature writes {@code *Routes} classes; every method carries {@link
 * dev.fettle.platform.http.Access} and may take a {@link dev.fettle.platform.http.Caller}, the
 * {@link dev.fettle.platform.http.Tenant} it is about, an {@link dev.fettle.platform.http.Body}, a
 * {@link dev.fettle.platform.paging.PageRequest} and an {@link dev.fettle.platform.http.Origin}.
 */
@NullMarked
package dev.fettle.platform.http;

import org.jspecify.annotations.NullMarked;
