import { codeFence, codeSpan } from '@shared/util-quoting/markdown';
import { EventDetail, Frame } from './event-types';
import { TraceBlock, blocksOf, entryOf } from './trace';
import { orderOf } from './frames';

/** A stack trace as text, in the order its language prints it. */
export function traceText(blocks: readonly TraceBlock[], platform: string | null | undefined): string {
  if ((platform ?? '').startsWith('python'))
    return [...blocks]
      .reverse()
      .map(pythonText)
      .join('\n\nThe above exception was the direct cause of the following exception:\n\n');
  return blocks
    .map((block) => {
      const head = `${block.kind === 'cause' ? 'Caused by: ' : ''}${block.type}${block.value ? `: ${block.value}` : ''}`;
      return [head, ...[...block.frames].reverse().map((frame) => `    at ${place(frame, platform)}`)].join(
        '\n',
      );
    })
    .join('\n');
}

/** For a ticket or a chat. */
export function eventMarkdown(event: EventDetail, link: string): string {
  const request = entryOf(event, 'request');
  const facts = [
    ['Time', event.dateCreated],
    ['Environment', event.environment],
    ['Release', event.release],
    ['Request', request?.url ? `${request.method ?? ''} ${request.url}`.trim() : ''],
    ['Culprit', event.culprit],
    ['Event', event.eventID],
  ].filter(([, value]) => value);
  const trace = traceText(blocksOf(event), event.platform);
  return [
    `## ${codeSpan(event.title)}`,
    facts.map(([key, value]) => `- ${key}: ${codeSpan(value ?? '')}`).join('\n'),
    trace && codeFence(trace),
    link,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function place(frame: Frame, platform: string | null | undefined): string {
  const file = frame.filename || frame.absPath || frame.package || '<unknown>';
  const at = [file, frame.lineNo, frame.colNo].filter(Boolean).join(':');
  const name = frame.function || frame.rawFunction || frame.instructionAddr || '<anonymous>';
  const qualified =
    orderOf(platform) === 'function' && frame.module && !name.startsWith(frame.module)
      ? `${frame.module}.${name}`
      : name;
  return `${qualified} (${at})`;
}

function pythonText({ type, value, frames }: TraceBlock): string {
  const lines = frames.flatMap(({ filename, absPath, lineNo, function: name, context }) => {
    const source = context?.find(([number]) => number === lineNo)?.[1]?.trim();
    return [
      `  File "${filename || absPath || '<unknown>'}", line ${lineNo ?? '?'}, in ${name || '<module>'}`,
      ...(source ? [`    ${source}`] : []),
    ];
  });
  return ['Traceback (most recent call last):', ...lines, value ? `${type}: ${value}` : type].join('\n');
}
