import { Span, scan } from './scan';

/** A piece of source with its colour class: keyword hk, string hs, number hn, function hf, comment hc. */
export interface CodePiece {
  readonly text: string;
  readonly kind: 'hk' | 'hs' | 'hn' | 'hf' | 'hc' | '';
}

/** Characters beyond which a text stays plain: every piece costs an element. */
const LONGEST = 20_000;

const KEYWORDS = new Set(
  `import from as const let var function return new throw try catch if else for while class def raise with public static
  void final use fn let mut extern crate package func defer require using namespace include end do begin rescue await
  async true false null nil None True False self this static export default val fun override in switch case struct @main
  guard string int main out`.split(/\s+/),
);

/**
 * Colours a short snippet well enough for reading; one set of rules for all languages on purpose (a grammar per
 * language would weigh more than the page). `none` and long texts are left alone. Linear in the length of the text.
 */
export function highlight(source: string, language: string): readonly CodePiece[] {
  if (language === 'none' || source.length > LONGEST) return [{ text: source, kind: '' }];
  const pieces: CodePiece[] = [];
  let from = 0;
  for (const span of scan(source.length, (index) => source[index] ?? '')) {
    const text = source.slice(span.start, span.end);
    const kind = kindOf(span, text, language);
    if (!kind) continue;
    if (span.start > from) pieces.push({ text: source.slice(from, span.start), kind: '' });
    pieces.push({ text, kind });
    from = span.end;
  }
  if (from < source.length) pieces.push({ text: source.slice(from), kind: '' });
  return pieces;
}

function kindOf({ kind }: Span, text: string, language: string): CodePiece['kind'] {
  if (kind === 'string') return 'hs';
  if (kind === 'number') return 'hn';
  if (kind === 'comment') return language === 'shell' || !text.startsWith('#include') ? 'hc' : 'hk';
  if (language !== 'shell' && KEYWORDS.has(text)) return 'hk';
  return kind === 'call' ? 'hf' : '';
}
