package dev.fettle.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.OrganizationId;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {

  @Test
  void a_slow_reader_is_ended_and_nobody_else() {
    var slow = new LiveSubscriber(new OrganizationId(1), new AccountId(7), 1);
    var quick = new LiveSubscriber(new OrganizationId(1), new AccountId(7), 1);
    for (int i = 0; i < 300; i++) {
      slow.offer(new LiveSubscriber.Update("issue", "{}"));
    }
    quick.offer(new LiveSubscriber.Update("issue", "{}"));
    assertThat(slow.isEnded()).isTrue();
    assertThat(quick.isEnded()).isFalse();
  }
}
