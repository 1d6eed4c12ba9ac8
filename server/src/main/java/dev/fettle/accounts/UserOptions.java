package dev.fettle.accounts;

import dev.fettle.platform.http.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a person wants the screens; read and written as a whole. */
public record UserOptions(
    @Nullable String timezone,
    @Nullable Integer stacktraceOrder,
    @Nullable String language,
    @Nullable Boolean clock24Hours,
    @Nullable String preferredTheme) {

  static final UserOptions NONE = new UserOptions(null, null, null, null, null);

  private static final JsonMapper JSON = JsonMapper.shared();

  static UserOptions parse(String json) {
    return JSON.readValue(json, UserOptions.class);
  }

  static UserOptions from(Input input) {
    return new UserOptions(
        input.text("timezone", 64),
        input.integer("stacktraceOrder", -1, 10),
        input.text("language", 16),
        input.has("clock24Hours") ? (Boolean) input.flag("clock24Hours", false) : null,
        input.text("preferredTheme", 16));
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
