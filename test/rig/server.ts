import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installServer, vscodeRoot } from './install.ts';
import { quietSettings } from './quietSettings.ts';

export interface ServerOptions {
  /** Settings, state and extensions live here; a temporary folder that goes with the server when absent. */
  readonly dataFolder?: string;
  readonly extensionsFolder?: string | undefined;
  /** User settings, added to the quiet ones; only for a folder that has none yet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Lets an address name extensions under development and test runners (VS Code's --enable-smoke-test-driver).
   * It also hides notifications and dialogs, so tests that play a person leave it off.
   */
  readonly development?: boolean;
  readonly port?: number;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export interface Server {
  /** Where it listens: `127.0.0.1:38123`. */
  readonly authority: string;
  /** The address of a window on a folder, a workspace file or nothing, with VS Code's `payload` of start options. */
  address(place?: string, payload?: readonly (readonly [string, string])[]): string;
  /** A path of this machine as the window names it. */
  remoteUri(path: string): string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 5000;

/** Starts the server on 127.0.0.1 behind a token of its own; resolves once it listens. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  installServer();
  const folder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'lora-vscode-'));
  writeSettings(folder, options.settings ?? {});
  const token = randomBytes(16).toString('hex');
  const child = spawn(
    process.execPath,
    [
      ...['--require', join(import.meta.dirname, 'hooks', 'endWithParent.cjs')],
      join(vscodeRoot, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token],
      ...['--accept-server-license-terms', '--server-data-dir', folder],
      ...['--disable-telemetry', '--disable-experiments', '--disable-workspace-trust'],
      ...['--disable-getting-started-override', '--disable-update-check'],
      ...(options.development === true ? ['--enable-smoke-test-driver'] : []),
      ...(options.extensionsFolder === undefined ? [] : ['--extensions-dir', options.extensionsFolder]),
      ...(options.args ?? []),
    ],
    { env: serverEnvironment(options.env ?? process.env), stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const port = await listening(child);
  const authority = `127.0.0.1:${port}`;
  return {
    authority,
    process: child,
    address: (place, payload) => windowAddress(authority, token, place, payload),
    remoteUri: path => `vscode-remote://${authority}${resolve(path)}`,
    stop: async () => {
      await end(child);
      if (options.dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the server's own processes may see: nothing of a VS Code around it, and no marketplace to ask. */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_(?!TEST_)|ELECTRON_|CODE_SERVER_)/;
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
  return { ...own, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
}

function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  const file = join(folder, 'data', 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** The port, once the server says it; its log goes to the file LORA_SERVER_LOG names, if any. */
function listening(child: ChildProcess): Promise<number> {
  const logFile = process.env['LORA_SERVER_LOG'];
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  return new Promise((done, fail) => {
    let seen = '';
    const timer = setTimeout(
      () => fail(new Error(`VS Code’s server did not start in 60 s:\n${seen}`)),
      START_MS,
    );
    const read = (chunk: Buffer): void => {
      log?.write(chunk);
      if (seen.length < 20_000) seen += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(seen)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      done(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', fail);
    child.once('exit', code => {
      clearTimeout(timer);
      fail(new Error(`VS Code’s server ended with ${code}:\n${seen}`));
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(done => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    child.kill('SIGTERM');
  });
}

function windowAddress(
  authority: string,
  token: string,
  place?: string,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams({ tkn: token });
  if (place === undefined) query.set('ew', 'true');
  else query.set(place.endsWith('.code-workspace') ? 'workspace' : 'folder', resolve(place));
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}
