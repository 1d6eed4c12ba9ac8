/** A piece of source with its colour class: keyword hk, string hs, number hn, function hf, comment hc. */
export interface CodePiece {
  readonly text: string;
  readonly kind: 'hk' | 'hs' | 'hn' | 'hf' | 'hc' | '';
}

const KEYWORDS = new Set(
  `import from as const let var function return new throw try catch if else for while class def raise with public static
  void final use fn let mut extern crate package func defer require using namespace include end do begin rescue await
  async true false null nil None True False self this static export default val fun override in switch case struct @main
  guard string int main out`.split(/\s+/),
);

const TOKENS =
  /(?<hc>\/\/[^\n]*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<=^|\s)#(?![\w[]*")[^\n]*)|(?<hs>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<hn>\b\d+(?:\.\d+)?\b)|(?<call>[A-Za-z_]\w*(?=\())|(?<word>[A-Za-z_]\w*)/gm;

/**
 * Colours a short snippet well enough for reading; one set of rules for all languages on purpose (a grammar per
 * language would weigh more than the page). `none` leaves the text alone. Linear in the length of the text.
 */
export function highlight(source: string, language: string): readonly CodePiece[] {
  if (language === 'none') return [{ text: source, kind: '' }];
  const pieces: CodePiece[] = [];
  let from = 0;
  for (const match of source.matchAll(TOKENS)) {
    const kind = kindOf(match.groups ?? {}, language);
    if (!kind) continue;
    if (match.index > from) pieces.push({ text: source.slice(from, match.index), kind: '' });
    pieces.push({ text: match[0], kind });
    from = match.index + match[0].length;
  }
  if (from < source.length) pieces.push({ text: source.slice(from), kind: '' });
  return pieces;
}

function kindOf(groups: Record<string, string | undefined>, language: string): CodePiece['kind'] {
  if (groups['hs']) return 'hs';
  if (groups['hn']) return 'hn';
  if (groups['hc']) return language === 'shell' || !groups['hc'].startsWith('#include') ? 'hc' : 'hk';
  if (language !== 'shell' && KEYWORDS.has(groups['word'] ?? groups['call'] ?? '')) return 'hk';
  return groups['call'] ? 'hf' : '';
}
