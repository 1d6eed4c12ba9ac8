package dev.fettle.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a person wants the screens; read and written as a whole. */
public record UserOptions(
    @Size(max = 64) @Nullable String timezone,
    @Min(-1) @Max(10) @Nullable Integer stacktraceOrder,
    @Size(max = 16) @Nullable String language,
    @Nullable Boolean clock24Hours,
    @Size(max = 16) @Nullable String preferredTheme) {

  static final UserOptions NONE = new UserOptions(null, null, null, null, null);

  private static final JsonMapper JSON = JsonMapper.shared();

  static UserOptions parse(String json) {
    return JSON.readValue(json, UserOptions.class);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
