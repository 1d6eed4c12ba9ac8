import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const isRoot = () => process.getuid() === 0;

/** Whether this browser starts here; a missing system library is how the one from npm fails. */
function works(path) {
  try {
    execFileSync(path, ['--headless', '--no-sandbox', '--version'], { stdio: 'pipe', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

async function fromNpm() {
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  // one process for all pages ends with the first page that is closed
  const args = packaged.args.filter((argument) => argument !== '--single-process');
  return { executablePath, args };
}

function installFromDebian() {
  console.log('e2e: the browser from npm lacks system libraries here; installing Debian’s chromium');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['-qq', 'update'], options);
  execFileSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], options);
}

let found;

/** The browser of this machine: installed, else from npm, else (as root with apt) installed now. */
export async function findBrowser() {
  found ??= await search();
  return found;
}

async function search() {
  const installed = [process.env.FETTLE_BROWSER, ...INSTALLED].find((path) => path && existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: [] };
  const packaged = await fromNpm();
  if (works(packaged.executablePath)) return packaged;
  if (isRoot() && existsSync('/usr/bin/apt-get')) {
    installFromDebian();
    return { executablePath: INSTALLED[0], args: [] };
  }
  throw new Error(
    'No browser can be started: the one from npm misses system libraries (libnss3, libnspr4, libexpat1). ' +
      'Install them or a browser, for example `apt-get install chromium`, or set FETTLE_BROWSER to one.',
  );
}

export async function launchBrowser() {
  const { executablePath, args } = await findBrowser();
  return chromium.launch({
    executablePath,
    headless: true,
    args: [...args, ...(isRoot() ? ['--no-sandbox'] : []), `--crash-dumps-dir=${tmpdir()}`],
  });
}
