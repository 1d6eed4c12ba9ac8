import { Answer } from '@shared/util-api/shapes';
import { LimitDraft, limitDraft, limitOf, sameLimit } from '@shared/util-limits/rate-limits';
import { addressError, domainError, fieldNameError, globError } from './rule-lines';

/** What a project takes, and what of it is blanked before it is stored. Read and written as a whole. */
export type IntakeRules = Answer<'/api/0/projects/{organization}/{project}/intake-rules/'>;

/** What is written: what the organization decides is only read. */
export type IntakeWishes = Omit<IntakeRules, 'scrubbing'> & {
  readonly scrubbing: Omit<IntakeRules['scrubbing'], 'organizationIpAddresses'>;
};

interface Choice<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
}

interface Lines<Name extends string> extends Choice<Name> {
  readonly placeholder: string;
  /** What is wrong with one line, and the remedy. */
  readonly check: (line: string) => string | undefined;
}

export const filterChoices = [
  {
    name: 'browserExtensions',
    label: 'Errors of browser extensions',
    hint: 'Their scripts run in your pages, but are not yours.',
  },
  {
    name: 'legacyBrowsers',
    label: 'Errors of outdated browsers',
    hint: 'Internet Explorer, and Chrome, Firefox and Safari from before mid 2020.',
  },
  {
    name: 'localhost',
    label: 'Events from localhost',
    hint: 'Their page or request is at localhost, 127.0.0.1 or the like.',
  },
  { name: 'crawlers', label: 'Events of web crawlers', hint: 'Search engines and other robots.' },
  {
    name: 'healthChecks',
    label: 'Transactions of health checks',
    hint: 'Such as GET /healthz: frequent, and always the same.',
  },
] as const satisfies readonly Choice<string>[];

export const filterLists = [
  {
    name: 'releases',
    label: 'Releases',
    hint: 'One per line; * stands for anything.',
    placeholder: '1.*',
    check: globError,
  },
  {
    name: 'errorMessages',
    label: 'Error messages',
    hint: 'One per line, compared with the message and with “Type: message”; * stands for anything.',
    placeholder: '*ResizeObserver loop*',
    check: globError,
  },
  {
    name: 'addresses',
    label: 'Addresses of senders',
    hint: 'One per line: an address, or a range in CIDR notation.',
    placeholder: '203.0.113.0/24',
    check: addressError,
  },
] as const satisfies readonly Lines<string>[];

export const scrubbingChoices = [
  {
    name: 'defaults',
    label: 'Blank secrets',
    hint: 'Passwords, tokens, keys, cookies, card numbers and private keys become [Filtered].',
  },
  {
    name: 'ipAddresses',
    label: 'Shorten IP addresses',
    hint: 'Only the network is kept: 203.0.113.7 becomes 203.0.113.0.',
  },
] as const satisfies readonly Choice<string>[];

export const scrubbingLists = [
  {
    name: 'sensitiveFields',
    label: 'More fields to blank',
    hint: 'One name per line. Their values become [Filtered], wherever they stand.',
    placeholder: 'iban',
    check: fieldNameError,
  },
  {
    name: 'safeFields',
    label: 'Fields to keep',
    hint: 'One name per line. They are never blanked, whatever they hold.',
    placeholder: 'token_type',
    check: fieldNameError,
  },
] as const satisfies readonly Lines<string>[];

export const domainList: Lines<'allowedDomains'> = {
  name: 'allowedDomains',
  label: 'Allowed domains',
  hint: 'One per line; * alone allows all. Only requests of browsers carry a domain.',
  placeholder: '*.example.com',
  check: domainError,
};

export type FlagName =
  (typeof filterChoices)[number]['name'] | (typeof scrubbingChoices)[number]['name'] | 'spikeProtection';
export type ListName =
  (typeof filterLists)[number]['name'] | (typeof scrubbingLists)[number]['name'] | 'allowedDomains';

/** The rules as they stand in the form. Lists are text, a line per entry. */
export interface RulesDraft {
  readonly flags: Readonly<Record<FlagName, boolean>>;
  readonly lists: Readonly<Record<ListName, string>>;
  readonly limit: LimitDraft;
}

const LISTS = [...filterLists, ...scrubbingLists, domainList];
const FLAGS: readonly Pick<Choice<FlagName>, 'name' | 'label'>[] = [
  ...filterChoices,
  ...scrubbingChoices,
  { name: 'spikeProtection', label: 'Spike protection' },
];
const MOST_LINES = 200;

export function draftOf({
  filters,
  scrubbing,
  allowedDomains,
  spikeProtection,
  rateLimit,
}: IntakeRules): RulesDraft {
  const { releases, errorMessages, addresses, ...filterFlags } = filters;
  const { sensitiveFields, safeFields, defaults, ipAddresses } = scrubbing;
  const lists = { releases, errorMessages, addresses, sensitiveFields, safeFields, allowedDomains };
  return {
    flags: { ...filterFlags, defaults, ipAddresses, spikeProtection },
    lists: mapped(lists, (lines) => lines.join('\n')),
    limit: limitDraft(rateLimit),
  };
}

/** Before the rules are known. */
export const emptyDraft: RulesDraft = {
  flags: Object.fromEntries(FLAGS.map(({ name }) => [name, false])) as Record<FlagName, boolean>,
  lists: Object.fromEntries(LISTS.map(({ name }) => [name, ''])) as Record<ListName, string>,
  limit: limitDraft(null),
};

export function rulesOf({ flags, lists, limit }: RulesDraft): IntakeWishes {
  const { browserExtensions, legacyBrowsers, localhost, crawlers, healthChecks } = flags;
  const lines = mapped(lists, linesOf);
  return {
    filters: {
      ...{ browserExtensions, legacyBrowsers, localhost, crawlers, healthChecks },
      ...{ releases: lines.releases, errorMessages: lines.errorMessages, addresses: lines.addresses },
    },
    scrubbing: {
      ...{ defaults: flags.defaults, ipAddresses: flags.ipAddresses },
      ...{ sensitiveFields: lines.sensitiveFields, safeFields: lines.safeFields },
    },
    allowedDomains: lines.allowedDomains,
    spikeProtection: flags.spikeProtection,
    rateLimit: limitOf(limit),
  };
}

/** Labels of what differs; blank lines and spaces around them are no difference. */
export function changesOf(stored: RulesDraft, draft: RulesDraft): readonly string[] {
  const flags = FLAGS.filter(({ name }) => stored.flags[name] !== draft.flags[name]);
  const lists = LISTS.filter(({ name }) => !sameLines(stored.lists[name], draft.lists[name]));
  const limits = sameLimit(stored.limit, draft.limit) ? [] : ['Rate limit'];
  return [...[...flags, ...lists].map(({ label }) => label), ...limits];
}

/** What is wrong with the lines of a list, and the remedy. */
export function listError(list: ListName, text: string): string | undefined {
  const lines = linesOf(text);
  if (list === 'allowedDomains' && lines.length === 0) {
    return 'Nobody could send from a browser. Enter a domain, or * to allow all.';
  }
  if (lines.length > MOST_LINES) return `At most ${MOST_LINES} lines; these are ${lines.length}.`;
  const check = LISTS.find(({ name }) => name === list)?.check;
  return lines.map((line) => check?.(line)).find(Boolean);
}

export const listNames: readonly ListName[] = LISTS.map(({ name }) => name);

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function sameLines(one: string, other: string): boolean {
  return linesOf(one).join('\n') === linesOf(other).join('\n');
}

function mapped<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  change: (value: From) => To,
): Record<Name, To> {
  const entries = Object.entries<From>(record).map(([name, value]) => [name, change(value)]);
  return Object.fromEntries(entries) as Record<Name, To>;
}
