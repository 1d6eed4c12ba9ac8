import { foldStacks, stackPaths } from './stacks';

describe('stacked bars', () => {
  it('stand on each other', () => {
    const [below, above] = stackPaths([{ at: 0, values: [5, 5] }], 10, 100);

    expect(below).toBe('M0 100v-50h8v50z');
    expect(above).toBe('M0 50v-50h8v50z');
  });

  it('keep the smallest value in sight and leave zero out', () => {
    const [path] = stackPaths(
      [
        { at: 0, values: [10_000] },
        { at: 1, values: [1] },
        { at: 2, values: [0] },
      ],
      30,
      40,
    );

    expect(path).toBe('M0 40v-40h8v40zM10 40v-1h8v1z');
  });

  it('are summed when there are too many to see', () => {
    const hours = Array.from({ length: 5 }, (_, hour) => ({ at: hour, values: [1, hour] }));

    expect(foldStacks(hours, 2)).toEqual([
      { at: 0, values: [2, 1] },
      { at: 2, values: [2, 5] },
      { at: 4, values: [1, 4] },
    ]);
  });
});
