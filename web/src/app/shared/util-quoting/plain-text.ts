/** Half a character becomes the sign for one that cannot be shown. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Without what a terminal or an editor would act on; line breaks and tabs stay. */
export function plainText(text: string): string {
  return wellFormed(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}
