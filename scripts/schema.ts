import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileJsonSchema } from '../src/experiment/jsonSchema.ts';

/** Writes media/schema/lora.schema.json from the settings of the engine. */
const target = new URL('../media/schema/lora.schema.json', import.meta.url);
mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(target, `${JSON.stringify(fileJsonSchema(), null, 2)}\n`);
console.log(`wrote ${fileURLToPath(target)}`);
