import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileFormatPage } from './docsFileFormat.ts';

/** Writes docs/file-format.md from the settings of the engine: `node scripts/docs.ts`. */
const target = new URL('../docs/file-format.md', import.meta.url);
writeFileSync(target, fileFormatPage());
console.log(`wrote ${fileURLToPath(target)}`);
