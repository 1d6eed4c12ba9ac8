package dev.fettle.platform.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodyReaderTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  record Crew(
      @NotNull @Size(min = 1, max = 5) String shipName,
      @NotNull Role rank,
      @Min(1) @Max(9) @Nullable Integer decks,
      @Nullable Boolean atSea,
      @Size(max = 2) @Nullable List<@Size(max = 3) @Pattern(regexp = "[a-z]*") String> sails,
      @Size(max = 2) @Nullable List<@Valid Sailor> sailors,
      @Nullable Given<@Valid Sailor> cook,
      @JsonProperty("home_port") @Size(max = 3) @Nullable String homePort,
      @NotSupported(message = "No {cannons}: ${1+1}") @Nullable JsonNode cannons) {}

  record Sailor(@NotNull @Size(max = 4) String firstName) {}

  @Test
  void a_body_becomes_the_record() {
    var crew =
        read(
            """
            {"ship_name":"Argo","rank":"owner","decks":"3","atSea":true,"sails":["a"],
             "sailors":[{"first_name":"Tom"}],"cook":null,"home_port":"Rom","cannons":{"any":false},
             "unknown":1}
            """);
    assertThat(crew.shipName()).isEqualTo("Argo");
    assertThat(crew.rank()).isEqualTo(Role.OWNER);
    assertThat(crew.decks()).isEqualTo(3);
    assertThat(crew.atSea()).isTrue();
    assertThat(crew.sails()).containsExactly("a");
    assertThat(crew.sailors()).containsExactly(new Sailor("Tom"));
    assertThat(crew.cook()).isEqualTo(new Given<Sailor>(null));
    assertThat(crew.homePort()).isEqualTo("Rom");
    assertThat(read("{\"shipName\":\"A\",\"rank\":\"admin\",\"decks\":null}"))
        .isEqualTo(new Crew("A", Role.ADMIN, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"shipName\":null} | string_type | shipName | valid string",
        "{\"shipName\":\"x\\u0000\"} | string_unicode | shipName | valid unicode",
        "{\"shipName\":\"\"} | string_too_short | shipName | at least 1 character",
        "{\"shipName\":\"Titanic\"} | string_too_long | shipName | at most 5 characters",
        "{\"rank\":\"captain\"} | enum | rank | 'member', 'admin', 'manager' or 'owner'",
        "{\"rank\":7} | enum | rank | 'member', 'admin', 'manager' or 'owner'",
        "{\"rank\":null} | enum | rank | 'member', 'admin', 'manager' or 'owner'",
        "{\"decks\":1.5} | int_type | decks | valid integer from 1 to 9",
        "{\"decks\":\"x\"} | int_parsing | decks | valid integer from 1 to 9",
        "{\"decks\":12345678901} | int_type | decks | valid integer",
        "{\"decks\":0} | greater_than_equal | decks | greater than or equal to 1",
        "{\"decks\":10} | less_than_equal | decks | less than or equal to 9",
        "{\"atSea\":\"yes\"} | bool_type | atSea | valid boolean",
        "{\"sails\":\"x\"} | list_type | sails | valid list",
        "{\"sails\":[\"a\",null]} | string_type | sails,1 | valid string",
        "{\"sails\":[\"a\",\"bcde\"]} | string_too_long | sails,1 | at most 3",
        "{\"sails\":[\"a\",\"B\"]} | string_pattern_mismatch | sails,1 | should match",
        "{\"sails\":[\"a\",\"a\",\"a\"]} | too_long | sails | at most 2 items",
        "{\"sailors\":[7]} | dict_type | sailors,0 | valid dictionary",
        "{\"sailors\":[{}]} | missing | sailors,0,firstName | Field required",
        "{\"sailors\":[{\"firstName\":\"Thomas\"}]} | string_too_long | sailors,0,firstName | 4",
        "{\"cook\":[]} | dict_type | cook | valid dictionary",
        "{\"cook\":{}} | missing | cook,firstName | Field required",
        "{\"cook\":{\"firstName\":\"Thomas\"}} | string_too_long | cook,firstName | 4",
        "{\"home_port\":\"Genoa\"} | string_too_long | home_port | 3",
        "{\"cannons\":{\"any\":1}} | not_supported | cannons | No {cannons}: ${1+1}",
      })
  void what_is_wrong_is_named_with_what_is_allowed(
      String fields, String type, String place, String message) {
    var body = JSON.createObjectNode().put("shipName", "Argo").put("rank", "member");
    JSON.readTree(fields).forEachEntry(body::set);
    var refused = catchThrowableOfType(ApiException.class, () -> read(body.toString()));
    var problem = JSON.valueToTree(refused.detail()).get(0);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(problem.get("type").stringValue()).isEqualTo(type);
    assertThat(problem.get("msg").stringValue()).contains(message);
    assertThat(String.join(",", problem.get("loc").valueStream().map(JsonNode::asString).toList()))
        .isEqualTo("body,payload," + place);
  }

  @Test
  void everything_that_is_wrong_is_named_at_once_in_the_order_of_the_fields() {
    assertThat(types("{\"atSea\":1}")).containsExactly("missing", "missing", "bool_type");
    assertThat(types("{\"shipName\":\"Titanic\",\"rank\":\"owner\",\"decks\":0}"))
        .containsExactly("string_too_long", "greater_than_equal");
  }

  private static List<String> types(String body) {
    var refused = catchThrowableOfType(ApiException.class, () -> read(body));
    return JSON.valueToTree(refused.detail())
        .valueStream()
        .map(problem -> problem.get("type").stringValue())
        .toList();
  }

  private static Crew read(String body) {
    return new BodyReader(JSON).read(JSON.readTree(body), Crew.class);
  }
}
