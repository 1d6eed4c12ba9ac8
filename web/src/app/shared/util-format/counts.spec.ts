import { formatBytes, formatCount, formatDuration, formatShare, formatUnits } from './counts';

describe('counts', () => {
  it('are exact below ten thousand and short above', () => {
    expect(formatCount(0)).toBe('0');
    expect(formatCount(9_999)).toBe('9,999');
    expect(formatCount(10_000)).toBe('10k');
    expect(formatCount(18_204)).toBe('18.2k');
    expect(formatCount(340_400)).toBe('340k');
    expect(formatCount(999_600)).toBe('1M');
    expect(formatCount(2_140_000)).toBe('2.1M');
    expect(formatCount(3_200_000_000)).toBe('3.2G');
  });

  it('say shares with a space and never round something down to nothing', () => {
    expect(formatShare(613, 1000)).toBe('61 %');
    expect(formatShare(15, 1000)).toBe('1.5 %');
    expect(formatShare(1, 100_000)).toBe('< 0.1 %');
    expect(formatShare(0, 10)).toBe('0 %');
    expect(formatShare(1, 0)).toBe('–');
  });

  it('give durations and sizes their unit', () => {
    expect(formatDuration(412)).toBe('412 ms');
    expect(formatDuration(1_840)).toBe('1.84 s');
    expect(formatDuration(130_000)).toBe('2 min 10 s');
    expect(formatBytes(812)).toBe('812 B');
    expect(formatBytes(14_200)).toBe('14.2 kB');
    expect(formatBytes(2_100_000)).toBe('2.1 MB');
  });

  it('agree with their noun', () => {
    expect(formatUnits(1, 'issue')).toBe('1 issue');
    expect(formatUnits(1_204, 'key')).toBe('1,204 keys');
    expect(formatUnits(2, 'entry', 'entries')).toBe('2 entries');
  });
});
