/** `npm run rig`: fetches all that the tests in VS Code need, or says in one line what is missing. */
import { ensureChromium } from './chromium.ts';
import { installServer } from './install.ts';

try {
  const chromium = ensureChromium();
  installServer();
  console.log(`rig: VS Code’s server is installed, Chromium is ${chromium}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
