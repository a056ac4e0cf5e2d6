import type { LogOutputChannel } from 'vscode';
import type { BatchSession } from '../../runs/session.ts';
import { describeError } from '../log.ts';

/** Launches a session, and logs what came of it. Resolves when everything is stored, or nothing more will be. */
export async function launchLogged(session: BatchSession, log: LogOutputChannel): Promise<void> {
  const { id, source, variants, seeds } = session.head;
  log.info(`${id} ${source}: ${variants.length * seeds.length} runs`);
  try {
    const { state, seconds, runs } = await session.launch();
    log.info(`${id} ${state} after ${seconds.toFixed(2)} s`, JSON.stringify(runs));
  } catch (error) {
    log.error(`${id} failed: ${describeError(error)}`);
  }
}
