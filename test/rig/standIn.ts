/**
 * Looks like VS Code's desktop executable to whoever starts it, and opens the server's workbench in headless Chromium.
 * Ends with the exit code of the tests; a host or page that dies is a failure, whatever code it reports.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { installServer, vscodeRoot } from './install.ts';
import { parseLaunchArguments, type LaunchArguments } from './launchArguments.ts';
import { startServer, type Server } from './server.ts';
import { serverCommand } from './vsix.ts';

/** Begins each line that the tests print; hooks/testRunner.cjs puts it there. */
const MARK = '\u2063rig\u2063';
const LIMIT_MS = Number(process.env['LORA_RIG_TIMEOUT_MS'] ?? 600_000);

const launch = parseLaunchArguments(process.argv.slice(2));
if (launch.version) printVersion();
else if (launch.commands.length > 0) process.stdout.write(serverCommand(commandArguments(launch)));
else process.exitCode = await openWindow(launch);

function printVersion(): void {
  installServer();
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(vscodeRoot, name), 'utf8')) as Record<string, unknown>;
  console.log(
    `${String(read('package.json')['version'])}\n${String(read('product.json')['commit'])}\n${process.arch}`,
  );
}

function commandArguments({ commands, extensionsFolder, userDataFolder }: LaunchArguments): string[] {
  return [
    ...commands,
    '--force',
    ...(extensionsFolder === undefined ? [] : ['--extensions-dir', extensionsFolder]),
    ...(userDataFolder === undefined ? [] : ['--server-data-dir', userDataFolder]),
  ];
}

async function openWindow(options: LaunchArguments): Promise<number> {
  if (options.extensionsFolder !== undefined) mkdirSync(options.extensionsFolder, { recursive: true });
  let server: Server | undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().finally(() => process.exit(130)));

  try {
    server = await startServer({
      development: true,
      settings: userSettings(options.userDataFolder),
      extensionsFolder: options.extensionsFolder,
      env: {
        ...process.env,
        ...(options.tests === undefined ? {} : { LORA_RIG_TESTS: resolve(options.tests) }),
      },
      args: options.forwarded,
    });
    browser = await launchChromium();
    return await watchWindow(options, server, browser);
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    return 1;
  } finally {
    await close();
  }
}

/** Opens the window and waits for the end of the tests, or of the person's patience where there are none. */
async function watchWindow(options: LaunchArguments, server: Server, browser: Browser): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let over = false;
  let passed = false;
  let settle: (code: number) => void = () => undefined;
  const ended = new Promise<number>(resolved => (settle = resolved));
  const finish = (code: number): void => {
    over = true;
    settle(code);
  };
  const fail = (message: string): void => {
    if (over) return;
    console.error(message);
    finish(1);
  };
  // the workbench calls these two under --enable-smoke-test-driver: each line of the host's console, and the end
  await page.exposeFunction('codeAutomationLog', (level: string, args: readonly unknown[]) => {
    const text = typeof args[0] === 'string' ? args[0] : '';
    if (text === `${MARK}passed${MARK}`) passed = true;
    else if (text.startsWith(MARK)) print(level, text.slice(MARK.length));
    else if (process.env['LORA_RIG_DEBUG'] === '1') console.error('[vscode]', level, format(...args));
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    if (code === 0 && options.tests !== undefined && !passed)
      fail('The extension host ended before the tests did: it crashed');
    else finish(code);
  });
  page.on('crash', () => fail('The workbench page crashed'));
  server.process.once('exit', code => fail(`VS Code’s server ended with ${code}`));

  const payload: [string, string][] = options.development.map(path => [
    'extensionDevelopmentPath',
    server.remoteUri(path),
  ]);
  if (options.tests !== undefined)
    payload.push([
      'extensionTestsPath',
      server.remoteUri(join(import.meta.dirname, 'hooks', 'testRunner.cjs')),
    ]);
  const address = server.address(options.place, payload);
  await page.goto(address, { timeout: 120_000 });
  if (options.tests === undefined) {
    console.log(`VS Code is at ${address}`);
    return ended;
  }
  const timer = setTimeout(() => fail(`No result after ${LIMIT_MS} ms`), LIMIT_MS);
  const code = await ended;
  clearTimeout(timer);
  return code;
}

function print(level: string, text: string): void {
  const stream = level === 'error' || level === 'warn' ? process.stderr : process.stdout;
  stream.write(`${text}\n`);
}

/** User settings are honoured as on the desktop: --user-data-dir/User/settings.json. */
function userSettings(folder: string | undefined): Record<string, unknown> {
  if (folder === undefined) return {};
  const file = join(folder, 'User', 'settings.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}
