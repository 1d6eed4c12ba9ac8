package dev.fettle.organizations;

import org.jspecify.annotations.Nullable;

/** No pictures are kept; the field is part of the wire shapes. */
public record Avatar(String avatarType, @Nullable String avatarUuid) {

  public static final Avatar NONE = new Avatar("", null);
}
