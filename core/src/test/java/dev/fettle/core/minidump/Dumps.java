package dev.fettle.core.minidump;

import dev.fettle.core.ByteSlice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes minidumps for tests: one thread that crashed, its stack, two modules. */
final class Dumps {

  static final long APP = 0x400000;
  static final long LIBRARY = 0x7f0000000000L;
  static final long MODULE_SIZE = 0x10000;
  static final long STACK = 0x7ffc00000000L;

  private static final int CONTEXT_BYTES = 1232;

  private record Part(int type, ByteSlice content) {}

  private final byte[] raw = new byte[256 * 1024];
  private final ByteBuffer file = little(raw).position(32);
  private final List<Part> parts = new ArrayList<>();
  private final Cpu cpu;
  private final int architecture;
  private final int platform;
  private long stackOffset;
  private int stackBytes;
  private int contextOffset;

  private Dumps(Cpu cpu, int architecture, int platform) {
    this.cpu = cpu;
    this.architecture = architecture;
    this.platform = platform;
  }

  static Dumps linux64() {
    return new Dumps(Cpu.X86_64, 9, 0x8201);
  }

  static Dumps android64() {
    return new Dumps(Cpu.ARM64, 12, 0x8203);
  }

  static Dumps windows64() {
    return new Dumps(Cpu.X86_64, 9, 2);
  }

  static Dumps apple64() {
    return new Dumps(Cpu.ARM64, 12, 0x8101);
  }

  /** Words of the stack from {@link #STACK} up. */
  Dumps stack(long... words) {
    stackOffset = file.position();
    stackBytes = words.length * 8;
    for (long word : words) {
      file.putLong(word);
    }
    return this;
  }

  /** Registers at the crash. */
  Dumps registers(long counter, long stack, long frame, long link) {
    contextOffset = file.position();
    file.putLong(contextOffset + cpu.counterOffset(), counter);
    file.putLong(contextOffset + cpu.stackOffset(), stack);
    file.putLong(contextOffset + cpu.frameOffset(), frame);
    if (cpu.linkOffset() >= 0) {
      file.putLong(contextOffset + cpu.linkOffset(), link);
    }
    file.position(contextOffset + CONTEXT_BYTES);
    return this;
  }

  Dumps exception(long code, long flags, long address, long... parameters) {
    var rawContent = new byte[168];
    var content = little(rawContent);
    content.putInt(7).putInt(0).putInt((int) code).putInt((int) flags).putLong(0);
    content.putLong(address).putInt(parameters.length).putInt(0);
    for (long parameter : parameters) {
      content.putLong(parameter);
    }
    content.putInt(160, CONTEXT_BYTES).putInt(164, contextOffset);
    parts.add(new Part(6, ByteSlice.of(rawContent)));
    return this;
  }

  Dumps maps(String maps) {
    parts.add(new Part(0x47670009, ByteSlice.of(maps)));
    return this;
  }

  Dumps part(int type, byte[] content) {
    parts.add(new Part(type, ByteSlice.of(content)));
    return this;
  }

  ByteSlice bytes() {
    int version = text("6.18.0 test");
    var rawSystem = new byte[56];
    var system = little(rawSystem);
    system.putShort(0, (short) architecture).putInt(8, 6).putInt(12, 18).putInt(20, platform);
    system.putInt(24, version);
    parts.add(new Part(7, ByteSlice.of(rawSystem)));
    var rawThreads = new byte[4 + 48];
    var threads = little(rawThreads);
    threads.putInt(0, 1).putInt(4, 7).putLong(4 + 24, STACK).putInt(4 + 32, stackBytes);
    threads.putInt(4 + 36, (int) stackOffset);
    parts.add(new Part(3, ByteSlice.of(rawThreads)));
    modules();
    return finish();
  }

  private void modules() {
    var rawModules = new byte[4 + 2 * 108];
    var modules = little(rawModules);
    modules.putInt(0, 2);
    int buildId = file.position();
    file.put(
        new byte[] {'L', 'E', 'p', 'B', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    file.put(new byte[] {17, 18, 19, 20});
    int pdb = file.position();
    file.put(
        new byte[] {'R', 'S', 'D', 'S', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    file.putInt(26).put("app.pdb\0".getBytes(StandardCharsets.UTF_8));
    boolean windows = platform == 2;
    module(
        modules,
        4,
        APP,
        windows ? "C:\\shop\\app.exe" : "/opt/shop/bin/app",
        windows ? 32 : 24,
        windows ? pdb : buildId);
    module(
        modules,
        4 + 108,
        LIBRARY,
        windows ? "C:\\Windows\\System32\\ntdll.dll" : "/usr/lib/libc.so.6",
        0,
        0);
    parts.add(new Part(4, ByteSlice.of(rawModules)));
  }

  private void module(ByteBuffer modules, int at, long base, String path, int size, int record) {
    modules.putLong(at, base).putInt(at + 8, (int) MODULE_SIZE).putInt(at + 16, 0x5F000001);
    modules.putInt(at + 20, text(path)).putInt(at + 76, size).putInt(at + 80, record);
  }

  private int text(String text) {
    int at = file.position();
    var bytes = text.getBytes(StandardCharsets.UTF_16LE);
    file.putInt(bytes.length).put(bytes);
    return at;
  }

  private ByteSlice finish() {
    var places = new ArrayList<Integer>();
    for (var part : parts) {
      places.add(file.position());
      file.put(part.content().toByteArray());
    }
    int directory = file.position();
    for (int index = 0; index < parts.size(); index++) {
      var part = parts.get(index);
      file.putInt(part.type()).putInt(part.content().length()).putInt(places.get(index));
    }
    file.putInt(0, 0x504D444D).putInt(4, 0xA793).putInt(8, parts.size()).putInt(12, directory);
    file.putInt(20, 1_795_000_000);
    return ByteSlice.of(raw, 0, file.position());
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
