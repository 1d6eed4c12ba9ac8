package dev.fettle.core.minidump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.grouping.Grouping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MinidumpTest {

  private static final long MAIN = Dumps.APP + 0x1234;
  private static final long CALLER = Dumps.APP + 0x2345;
  private static final long OUTER = Dumps.LIBRARY + 0x3456;
  private static final long STACK = Dumps.STACK;

  private static List<StackWalk.Frame> stack(Dumps dump) throws MalformedPayloadException {
    return Minidump.parse(dump.exception(11, 1, 0x10).bytes()).stacks().getFirst();
  }

  private static StackWalk.Frame context(long address) {
    return new StackWalk.Frame(address, StackWalk.Trust.CONTEXT);
  }

  private static StackWalk.Frame chained(long address) {
    return new StackWalk.Frame(address, StackWalk.Trust.FRAME_POINTER);
  }

  private static StackWalk.Frame guessed(long address) {
    return new StackWalk.Frame(address, StackWalk.Trust.SCAN);
  }

  private static ObjectNode event(ByteSlice dump) throws MalformedPayloadException {
    var event = JsonNodeFactory.instance.objectNode();
    MinidumpEvent.complete(event, Minidump.parse(dump));
    return event;
  }

  private static NormalizedEvent normalized(ByteSlice dump) throws MalformedPayloadException {
    return EventNormalizer.normalize(
        ByteSlice.of(LenientJson.write(event(dump))),
        new ReceivedContext(Instant.parse("2026-11-25T09:00:00Z"), new UUID(1, 2), null, false));
  }

  @Nested
  class Walking {

    @Test
    void frame_pointers_lead_to_the_callers() throws Exception {
      var dump =
          Dumps.linux64()
              .stack(0, 0, STACK + 0x28, CALLER, 99, 0, OUTER, 0)
              .registers(MAIN, STACK, STACK + 0x10, 0);
      assertThat(stack(dump)).containsExactly(context(MAIN), chained(CALLER), chained(OUTER));
    }

    @Test
    void without_frame_pointers_the_stack_is_searched_for_code() throws Exception {
      var dump =
          Dumps.linux64()
              .stack(7, Dumps.APP + 3, CALLER, 0x1111, OUTER, 0)
              .registers(MAIN, STACK, 0, 0);
      assertThat(stack(dump)).containsExactly(context(MAIN), guessed(CALLER), guessed(OUTER));
    }

    @Test
    void what_is_not_executable_is_no_call() throws Exception {
      var dump =
          Dumps.linux64()
              .stack(Dumps.APP + 0x9000, CALLER)
              .registers(MAIN, STACK, 0, 0)
              .maps(
                  """
                  400000-408000 r-xp 00000000 08:01 42 /opt/shop/bin/app
                  408000-410000 rw-p 00008000 08:01 42 /opt/shop/bin/app
                  """);
      assertThat(stack(dump)).containsExactly(context(MAIN), guessed(CALLER));
    }

    @Test
    void the_caller_of_a_bad_pointer_is_on_top_of_the_stack() throws Exception {
      var dump = Dumps.linux64().stack(CALLER, 0, 0, OUTER).registers(0, STACK, STACK + 0x10, 0);
      assertThat(stack(dump)).containsExactly(context(0), guessed(CALLER), chained(OUTER));
    }

    @Test
    void a_function_that_calls_nothing_has_its_caller_in_the_link_register() throws Exception {
      var dump = Dumps.android64().stack(0, OUTER, 0).registers(MAIN, STACK, STACK, CALLER);
      assertThat(stack(dump)).containsExactly(context(MAIN), guessed(CALLER), chained(OUTER));
    }

    @Test
    void signed_return_addresses_are_read_without_their_signature() throws Exception {
      var dump =
          Dumps.apple64()
              .stack(0, 0x1A2B_0000_0000_0000L | CALLER, 0)
              .registers(MAIN, STACK, STACK, CALLER);
      assertThat(stack(dump)).containsExactly(context(MAIN), chained(CALLER));
    }

    @Test
    void a_chain_that_leads_back_ends() throws Exception {
      var dump =
          Dumps.linux64().stack(STACK, CALLER, STACK, CALLER).registers(MAIN, STACK, STACK, 0);
      assertThat(stack(dump)).hasSizeLessThan(5).startsWith(context(MAIN));
    }

    @Test
    void endless_recursion_is_cut() throws Exception {
      var words = new long[2000];
      for (int index = 0; index < words.length; index += 2) {
        words[index] = STACK + 8L * (index + 2);
        words[index + 1] = CALLER;
      }
      var dump = Dumps.linux64().stack(words).registers(MAIN, STACK, STACK, 0);
      assertThat(stack(dump)).hasSize(128);
    }

    @Test
    void a_thread_without_memory_has_the_place_it_stood_at() throws Exception {
      assertThat(stack(Dumps.linux64().registers(MAIN, STACK, STACK, 0)))
          .containsExactly(context(MAIN));
    }
  }

  @Nested
  class Events {

    private final Dumps linux =
        Dumps.linux64()
            .stack(0, 0, STACK + 0x28, CALLER, 99, 0, OUTER, 0)
            .registers(MAIN, STACK, STACK + 0x10, 0);

    @Test
    void a_signal_is_named_and_placed() throws Exception {
      var event = normalized(linux.exception(11, 1, 0x10).bytes());
      var grouping = Grouping.of(event);
      assertThat(grouping.headline().title()).isEqualTo("SIGSEGV: SEGV_MAPERR at address 0x10");
      assertThat(event.level().wireName()).isEqualTo("fatal");
      assertThat(event.platform()).isEqualTo("native");
      assertThat(event.isUnhandled()).isTrue();
      assertThat(event.tags()).containsEntry("os.name", "Linux").containsEntry("handled", "no");
      assertThat(grouping.explanation())
          .containsExactly(
              "exception: SIGSEGV", "frame: bin/app:+0x1234", "frame: bin/app:+0x2345");
    }

    @Test
    void the_same_crash_at_another_address_is_the_same_issue() throws Exception {
      var here = Grouping.of(normalized(linux.exception(11, 1, 0x10).bytes()));
      var there =
          Grouping.of(
              normalized(
                  Dumps.linux64()
                      .stack(0, 0, STACK + 0x28, CALLER, 99, 0, OUTER, 0)
                      .registers(MAIN, STACK, STACK + 0x10, 0)
                      .exception(11, 1, 0xABC)
                      .bytes()));
      assertThat(there.primary()).isEqualTo(here.primary());
    }

    @Test
    void modules_are_images_that_symbols_can_be_found_for() throws Exception {
      var images = event(linux.exception(6, 0, 0).bytes()).path("debug_meta").path("images");
      assertThat(images).hasSize(2);
      assertThat(images.get(0).toString())
          .contains(
              "\"type\":\"elf\"",
              "\"code_file\":\"/opt/shop/bin/app\"",
              "\"code_id\":\"0102030405060708090a0b0c0d0e0f1011121314\"",
              "\"debug_id\":\"04030201-0605-0807-090a-0b0c0d0e0f10\"",
              "\"image_addr\":\"0x400000\"");
    }

    @Test
    void windows_says_what_was_accessed_and_where() throws Exception {
      var event =
          event(
              Dumps.windows64()
                  .stack(CALLER)
                  .registers(MAIN, STACK, 0, 0)
                  .exception(0xC0000005L, 0, MAIN, 1, 0x20)
                  .bytes());
      var exception = event.path("exception").path("values").get(0);
      assertThat(exception.get("type").stringValue()).isEqualTo("EXCEPTION_ACCESS_VIOLATION");
      assertThat(exception.get("value").stringValue()).isEqualTo("write at address 0x20");
      assertThat(event.path("debug_meta").path("images").get(0).toString())
          .contains(
              "\"debug_id\":\"04030201-0605-0807-090a-0b0c0d0e0f10-1a\"",
              "\"debug_file\":\"app.pdb\"",
              "\"code_id\":\"5F00000110000\"");
      assertThat(event.path("threads").path("values").get(0).path("crashed").asBoolean()).isTrue();
    }

    @Test
    void apple_names_its_exceptions() throws Exception {
      var event = event(Dumps.apple64().registers(MAIN, STACK, 0, 0).exception(1, 2, 0x30).bytes());
      assertThat(event.path("exception").path("values").get(0).toString())
          .contains("EXC_BAD_ACCESS", "KERN_PROTECTION_FAILURE at address 0x30");
    }

    @Test
    void what_the_client_said_stays() throws Exception {
      var event = JsonNodeFactory.instance.objectNode();
      event.put("level", "error").put("platform", "c").putObject("contexts").putObject("os");
      event.putObject("exception").putArray("values").addObject().put("type", "Mine");
      MinidumpEvent.complete(event, Minidump.parse(linux.exception(11, 1, 0).bytes()));
      assertThat(event.path("level").stringValue()).isEqualTo("error");
      assertThat(event.path("platform").stringValue()).isEqualTo("c");
      assertThat(event.path("contexts").path("os").isEmpty()).isTrue();
      var exception = event.path("exception").path("values").get(0);
      assertThat(exception.path("type").stringValue()).isEqualTo("Mine");
      assertThat(exception.path("stacktrace").path("frames")).hasSize(3);
    }

    @Test
    void a_dump_that_was_asked_for_is_no_crash() throws Exception {
      var exception =
          event(linux.exception(0xFFFF_FFFFL, 0, 0).bytes()).path("exception").path("values");
      assertThat(exception.get(0).path("type").stringValue()).isEqualTo("DUMP_REQUESTED");
      assertThat(exception.get(0).path("mechanism").path("handled").asBoolean()).isTrue();
    }
  }

  @Nested
  class Damage {

    @ParameterizedTest
    @ValueSource(strings = {"", "MDMP", "MDM", "PMDM0000000000000000000000000000000000000"})
    void what_is_no_dump_is_malformed(String text) {
      assertThatThrownBy(() -> Minidump.parse(ByteSlice.of(text)))
          .isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void a_directory_outside_the_file_is_malformed() {
      var bytes = Dumps.linux64().bytes().toByteArray();
      bytes[11] = 0x7F;
      assertThatThrownBy(() -> Minidump.parse(ByteSlice.of(bytes)))
          .isInstanceOf(MalformedPayloadException.class)
          .hasMessageContaining("directory");
    }

    @Test
    void lists_that_claim_millions_of_entries_are_cut_to_what_is_there() throws Exception {
      var huge = new byte[] {-1, -1, -1, 0x7F};
      var dump =
          Dumps.linux64()
              .part(24, huge)
              .part(5, huge)
              .part(9, new byte[] {-1, -1, -1, -1, -1, -1, -1, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0})
              .part(16, new byte[] {16, 0, 0, 0, 48, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, 0x7F})
              .registers(MAIN, STACK, STACK, 0);
      assertThat(stack(dump)).startsWith(context(MAIN));
    }
  }
}
