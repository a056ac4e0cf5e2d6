/**
 * `npm run screenshots`: pictures taken from the packaged extension. Without more, those of the README: for each theme the
 * preset of Figure 1, run, in docs/screenshots. `--gallery` takes those of docs/gallery.md instead; `--only PART`, which
 * may be repeated, of these those whose names have such a part: `hover`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../rig/chromium.ts';
import { startServer } from '../rig/server.ts';
import { installVsix } from '../rig/vsix.ts';
import { takeGallery } from './pictures/gallery.ts';
import { Studio } from './pictures/studio.ts';

const project = resolve(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: { gallery: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});

const dataFolder = mkdtempSync(join(tmpdir(), 'lora-screenshots-'));
installVsix(join(project, 'dist', 'lora-dynamics.vsix'), dataFolder);
const server = await startServer({ dataFolder });
const browser = await launchChromium();
try {
  if (values.gallery === true)
    process.exitCode = (await takeGallery(server, browser, values.only ?? [])) > 0 ? 1 : 0;
  else await picturesForReaders();
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

async function picturesForReaders(): Promise<void> {
  const size = { width: 1480, height: 940 };
  const studio = await Studio.open({ server, browser, size, scale: 2, files: {} });
  await studio.results('figure-1');
  await studio.save(theme => join(project, 'docs', 'screenshots', `${theme}.png`));
  await studio.close();
}
