import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const INSTALL = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'];

const places = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium-browser',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium that answers `--version`: Ubuntu's chromium-browser is there but only says where to find a snap. */
function findChromium(): string | undefined {
  const named = [process.env['LORA_CHROMIUM'], process.env['CHROME_BIN']];
  const candidates = [...named, ...places, chromium.executablePath()];
  return candidates.find(path => path !== undefined && path !== '' && existsSync(path) && works(path));
}

function works(path: string): boolean {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

/** The Chromium that is there, or Debian's, installed where we may. Throws one line that says what to install. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  const prefix = elevation();
  if (prefix !== undefined && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('rig: no Chromium found, installing Debian’s …');
    const run = (command: readonly string[]): void => {
      const [program, ...args] = [...prefix, ...command] as [string, ...string[]];
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    };
    run(['apt-get', 'update', '-q']);
    run(INSTALL);
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'No Chromium found: install Debian’s (sudo apt-get install chromium) or Google Chrome, or set LORA_CHROMIUM to one',
  );
}

/** What to put before a command to run it as root; undefined where that needs a password. */
function elevation(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

/** Opens Chromium, headless unless LORA_HEADED=1, with everything off that would go to the network by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    headless: process.env['LORA_HEADED'] !== '1',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}
