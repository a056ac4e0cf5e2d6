import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contenders } from './contender.ts';
import { goals } from './goals.ts';
import { measure, parts, type Measurements } from './measure.ts';
import { problems } from './problems.ts';
import { tables } from './tables.ts';
import { calibrate } from './tolerances.ts';
import { findToolchain, type Tool } from './toolchain.ts';

/** `npm run bench -- [--rounds N] [--only PART,…] [--json FILE] [--calibrate]`: peers and engine side by side. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    json: { type: 'string' },
    calibrate: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const asked = values.only?.split(',') ?? parts;
const unknown = asked.filter(part => !parts.includes(part));
if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0)) {
  console.error('usage: npm run bench -- [--rounds N] [--only PART,…] [--json FILE] [--calibrate]');
  console.error(`parts: ${parts.join(', ')}`);
  process.exit(2);
}

const cache = fileURLToPath(new URL('../.cache/bench', import.meta.url));
const tools = findToolchain(cache);
for (const [name, tool] of Object.entries<Tool>({ ...tools })) {
  if (!tool.there) console.error(`${name} is not there: ${tool.install}`);
}

if (values.calibrate) {
  const chosen = problems.filter(({ name }) => asked.includes(name));
  calibrate(contenders(tools), chosen, join(cache, 'problems'), line => console.error(line));
} else {
  const say = (line: string): void => console.error(line);
  const keep = (measured: Measurements): void => {
    if (values.json === undefined) return;
    writeFileSync(values.json, `${JSON.stringify({ ...measured, goals: goals(measured) }, null, 2)}\n`);
  };
  const measured = await measure(new Set(asked), rounds, join(cache, 'problems'), tools, say, keep);
  console.log(tables(measured, goals(measured)));
}
