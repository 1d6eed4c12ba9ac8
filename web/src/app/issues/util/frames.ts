import { Frame, Vars } from './event-types';

/** What stands first in a frame's head: the file where files are the unit, the function where classes are. */
export type FrameOrder = 'path' | 'function';

const functionFirst = [
  'java',
  'kotlin',
  'android',
  'csharp',
  'dotnet',
  'native',
  'cocoa',
  'objc',
  'swift',
  'c',
  'cpp',
  'rust',
  'elixir',
  'scala',
];

export function orderOf(platform: string | null | undefined): FrameOrder {
  return functionFirst.includes((platform ?? '').split('-')[0] ?? '') ? 'function' : 'path';
}

export interface FrameView {
  readonly index: number;
  readonly order: FrameOrder;
  readonly directory: string;
  readonly file: string;
  readonly function: string;
  /** Class or module, where it says more than the file. */
  readonly module: string;
  readonly line: string;
  readonly fullPath: string;
  readonly isInApp: boolean;
  readonly source: readonly SourceLine[];
  readonly variables: readonly Variable[];
}

export interface SourceLine {
  readonly number: number;
  readonly text: string;
  readonly isFailing: boolean;
  /** "rate = None": the variable read in the failing line that explains it. */
  readonly ghost: string;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly isHit: boolean;
  readonly isScrubbed: boolean;
}

/** Consecutive frames of libraries, folded into one line. */
export interface LibraryRun {
  readonly frames: readonly FrameView[];
  readonly summary: string;
}

export type TraceItem = { readonly frame: FrameView } | { readonly run: LibraryRun };

/** Newest call first; SDKs send the oldest first. */
export function viewFrames(
  frames: readonly Frame[] | null | undefined,
  platform: string | null | undefined,
): readonly FrameView[] {
  return (frames ?? []).map((frame, index) => viewFrame(frame, index, platform)).reverse();
}

/** In-app frames alone, libraries between them folded. Without any in-app frame the newest one stands alone. */
export function foldLibraries(
  frames: readonly FrameView[],
  newest: FrameView | undefined,
): readonly TraceItem[] {
  const hasInApp = frames.some(({ isInApp }) => isInApp);
  const items: TraceItem[] = [];
  let run: FrameView[] = [];
  const close = () => {
    const [only] = run;
    if (run.length === 1 && only && items.length + 1 === frames.length) items.push({ frame: only });
    else if (run.length) items.push({ run: { frames: run, summary: summaryOf(run) } });
    run = [];
  };
  for (const frame of frames) {
    if (frame.isInApp || (!hasInApp && frame === newest)) {
      close();
      items.push({ frame });
    } else run.push(frame);
  }
  close();
  return items;
}

/** The frames that stand open: the two newest of the application with something to read, else the newest. */
export function openAtFirst(newestFirst: readonly FrameView[]): ReadonlySet<number> {
  const readable = newestFirst.filter(hasBody);
  const inApp = readable.filter(({ isInApp }) => isInApp).slice(0, 2);
  return new Set((inApp.length ? inApp : readable.slice(0, 1)).map(({ index }) => index));
}

export function hasBody({ source, variables }: FrameView): boolean {
  return source.length > 0 || variables.length > 0;
}

function viewFrame(frame: Frame, index: number, platform: string | null | undefined): FrameView {
  const order = orderOf(frame.platform ?? platform);
  const path = frame.filename || frame.absPath || frame.module || base(frame.package) || '<unknown>';
  const failing = (frame.context ?? []).find(([number]) => number === frame.lineNo)?.[1] ?? '';
  const variables = viewVariables(frame.vars, failing);
  return {
    index,
    order,
    directory: path.slice(0, path.length - base(path).length),
    file: base(path),
    function:
      frame.function ||
      frame.rawFunction ||
      frame.symbol ||
      (order === 'function' ? (frame.instructionAddr ?? '<unknown>') : ''),
    module: order === 'function' ? frame.module || base(frame.package) || '' : '',
    line: frame.lineNo ? `:${frame.lineNo}${frame.colNo ? `:${frame.colNo}` : ''}` : '',
    fullPath: frame.absPath || path,
    isInApp: frame.inApp === true,
    source: viewSource(frame, variables),
    variables,
  };
}

function viewSource({ context, lineNo }: Frame, variables: readonly Variable[]): readonly SourceLine[] {
  const ghost = variables.find(({ isHit, value }) => isHit && value.length <= 40);
  return (context ?? []).map(([number, text]) => ({
    number,
    text: (text ?? '').replace(/\t/g, '    '),
    isFailing: number === lineNo,
    ghost: number === lineNo && ghost ? `${ghost.name} = ${ghost.value}` : '',
  }));
}

const NOTHING = /^(None|null|undefined|nil|NaN|""|''|\[\]|\{\})$/;
const SCRUBBED = /^(\[Filtered\]|\[scrubbed\]|\*{5,}|%filtered%)$/i;

function viewVariables(vars: Vars | null | undefined, failing: string): readonly Variable[] {
  const all = Object.entries(vars ?? {}).map(([name, value]) => ({ name, value: writeValue(value) }));
  const read = all.filter(({ name }) => reads(failing, name));
  const empty = read.filter(({ value }) => NOTHING.test(value));
  const hits = new Set((empty.length ? empty : read.length === 1 ? read : []).map(({ name }) => name));
  return all.map((each) => ({ ...each, isHit: hits.has(each.name), isScrubbed: SCRUBBED.test(each.value) }));
}

function reads(line: string, name: string): boolean {
  const at = line.search(/\S/);
  if (at < 0 || !/^[\w$]+$/.test(name)) return false;
  return new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$&')}(?![\\w$])`).test(line);
}

export function writeValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function base(path: string | null | undefined): string {
  return (path ?? '').split(/[/\\]/).at(-1) ?? '';
}

function summaryOf(run: readonly FrameView[]): string {
  const names = [...new Set(run.map(({ module, directory, file }) => module || directory + file))];
  return names.length <= 2 ? names.join(', ') : `${names[0]} … ${names.at(-1)}`;
}
