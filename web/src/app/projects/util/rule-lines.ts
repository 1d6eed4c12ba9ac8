/** Checks single lines of the intake rules' lists. Each gives what is wrong and the remedy, or nothing. */

const LONGEST = 200;

export function globError(line: string): string | undefined {
  if (/^[*\s]+$/.test(line)) return `“${line}” would filter everything. Name what to filter.`;
  return lengthError(line);
}

export function fieldNameError(line: string): string | undefined {
  if (/[,;]/.test(line)) return `“${line}” is not one name. Write one field per line.`;
  if (line.length < 2) return `“${line}” is too short: a name has at least 2 characters.`;
  return lengthError(line);
}

/** "*", "example.com", "*.example.com", "localhost:3000" */
export function domainError(line: string): string | undefined {
  if (line === '*') return undefined;
  const [host = ''] = line.replace(/^[a-z]+:\/\//i, '').split('/');
  if (host && host !== line) return `“${line}” is more than a domain. Write only ${host}.`;
  return /^(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?(:\d{1,5})?$/i.test(line)
    ? lengthError(line)
    : `“${line}” is not a domain. Write example.com or *.example.com.`;
}

/** An IPv4 or IPv6 address, alone or with the length of a network. */
export function addressError(line: string): string | undefined {
  const [address = '', size, ...rest] = line.split('/');
  const bits = isAddress4(address) ? 32 : isAddress6(address) ? 128 : 0;
  if (bits === 0 || rest.length > 0) {
    return `“${line}” is not an address. Write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.`;
  }
  if (size === undefined || (/^\d{1,3}$/.test(size) && Number(size) <= bits)) return undefined;
  return `“${line}”: the number after / is 0 to ${bits}.`;
}

function isAddress4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isAddress6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half ? half.split(':') : []));
  const last = groups.at(-1) ?? '';
  const embedded = isAddress4(last);
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = plain.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

function lengthError(line: string): string | undefined {
  return line.length > LONGEST
    ? `A line has at most ${LONGEST} characters; one has ${line.length}.`
    : undefined;
}
