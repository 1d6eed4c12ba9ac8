package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;

/** The person an event happened to, as far as the client told. */
public record EventUser(
    @Nullable String id,
    @Nullable String username,
    @Nullable String email,
    @Nullable String ipAddress) {

  /**
   * What distinct people are counted by: the most telling identity, with its kind in front so that
   * an id never meets an e-mail address. Null for nobody. Anonymised addresses make all people of
   * one network one person: privacy first.
   */
  public @Nullable String key() {
    if (id != null) {
      return "id:" + id;
    }
    if (username != null) {
      return "username:" + username;
    }
    if (email != null) {
      return "email:" + email;
    }
    return ipAddress == null ? null : "ip:" + ipAddress;
  }
}
