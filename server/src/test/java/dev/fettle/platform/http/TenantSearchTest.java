package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.id.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantSearchTest {

  private static final Caller ADA =
      new Caller(new AccountId(1), "ada@example.com", false, new Caller.Session("00"));

  private final List<String> asked = new ArrayList<>();

  private record House(String name) implements Tenant {
    @Override
    public Role role() {
      return Role.MEMBER;
    }
  }

  private record Room(House house, String name) implements Tenant {
    @Override
    public Role role() {
      return house.role();
    }
  }

  private record Garden(House house) implements Tenant {
    @Override
    public Role role() {
      return house.role();
    }
  }

  private final TenantReader<Caller, House> houses =
      new TenantReader<>(
          Caller.class,
          House.class,
          Set.of("house"),
          (caller, path) -> {
            asked.add("house of " + caller.userId());
            return Optional.of(path.text("house")).filter("red"::equals).map(House::new);
          });

  private final TenantReader<House, Room> rooms =
      new TenantReader<>(
          House.class,
          Room.class,
          Set.of("room"),
          (house, path) -> {
            asked.add("room of " + house.name());
            return Optional.of(new Room(house, path.text("room")));
          });

  private final TenantReader<House, Garden> gardens =
      new TenantReader<>(
          House.class,
          Garden.class,
          Set.of(),
          (house, _) -> {
            asked.add("garden of " + house.name());
            return Optional.of(new Garden(house));
          });

  private TenantSearch search(Map<String, String> path) {
    return new TenantSearch(
        Map.of(House.class, houses, Room.class, rooms, Garden.class, gardens),
        ADA,
        new PathVariables(path));
  }

  @Test
  void what_two_tenants_lie_in_is_looked_for_once() {
    var search = search(Map.of("house", "red", "room", "hall"));
    var room = search.find(rooms);
    var garden = search.find(gardens);
    assertThat(room).isEqualTo(new Room(new House("red"), "hall"));
    assertThat(garden.house()).isSameAs(room.house()).isSameAs(search.find(houses));
    assertThat(asked).containsExactly("house of 1", "room of red", "garden of red");
  }

  @Test
  void nothing_is_looked_for_in_what_a_stranger_may_not_know() {
    var search = search(Map.of("house", "blue", "room", "hall"));
    assertThatThrownBy(() -> search.find(rooms)).isInstanceOf(ApiException.class);
    assertThat(asked).containsExactly("house of 1");
  }

  @Test
  void a_tenant_that_lies_in_what_nobody_finds_stops_the_start() {
    assertThatThrownBy(() -> new Porter(List.of(rooms)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("House");
  }
}
