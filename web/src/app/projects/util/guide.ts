/** Lines to run or paste, with the file they belong to. */
export interface Snippet {
  readonly title: string;
  readonly code: string;
  readonly shell?: boolean;
}

/** How to send the first event from one platform. `install` has one entry per package manager. */
export interface Guide {
  readonly install: readonly Snippet[];
  readonly start: Snippet;
  readonly fail: Snippet;
}

/** Stands for the DSN in every guide. */
export const DSN = '__DSN__';

export function shell(title: string, code: string): Snippet {
  return { title, code, shell: true };
}

export function file(title: string, code: string): Snippet {
  return { title, code: code.trim() };
}

/** The same package with npm, pnpm and yarn. */
export function npm(packages: string): readonly Snippet[] {
  return [
    shell('npm', `npm install ${packages}`),
    shell('pnpm', `pnpm add ${packages}`),
    shell('yarn', `yarn add ${packages}`),
  ];
}
