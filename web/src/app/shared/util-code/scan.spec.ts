import { scan } from './scan';

const SIZE = 600;

/** Reads per character of a text made of one piece. */
function readsOf(piece: string): number {
  const source = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  let reads = 0;
  scan(source.length, (index) => {
    reads++;
    return source[index] ?? '';
  });
  return reads / SIZE;
}

describe('the scan of source', () => {
  it('reads each character a few times, whatever the text is made of', () => {
    const atoms = [
      '"',
      "'",
      '`',
      '\\',
      '/*',
      '*/',
      '<!--',
      '--',
      '#',
      '//',
      ' ',
      '\n',
      'a',
      '1',
      '1.',
      '[',
      '(',
      'a\\',
    ];
    let worst = 0;
    for (const first of atoms)
      for (const second of atoms)
        for (const third of atoms) worst = Math.max(worst, readsOf(first + second + third));

    expect(worst).toBeLessThan(14);
  });

  it('reads what the review found slow a few times only', () => {
    for (const piece of ['"\\', '`a\\', '<!-- ', '/* ', "'", 'x"']) expect(readsOf(piece)).toBeLessThan(14);
  });

  it('finds whole tokens in their order', () => {
    const source = 'run(5px, 1.25) "a \\" b" `x\ny` /* c */ 7.x don\'t // end\n#"s" # rest';
    const spans = scan(source.length, (index) => source[index] ?? '');

    expect(spans.map(({ kind, start, end }) => `${kind} ${source.slice(start, end)}`)).toEqual([
      'call run',
      'number 1.25',
      'string "a \\" b"',
      'string `x\ny`',
      'comment /* c */',
      'number 7',
      'word x',
      'word don',
      'word t',
      'comment // end',
      'string "s"',
      'comment # rest',
    ]);
  });
});
