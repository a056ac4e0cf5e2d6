import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Names and licences of the packages that dist/ contains, as one text: packages under the same words together, sorted by
 * name. Throws where one has no licence.
 */
export function thirdPartyNotices(project: string): string {
  const { outputs } = JSON.parse(readFileSync(join(project, 'dist', 'metafile.json'), 'utf8')) as Metafile;
  const folders = new Set(
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap(input => /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []),
    ),
  );
  const packagesByLicence = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { title, licence } = notice(join(project, folder));
    packagesByLicence.set(licence, [...(packagesByLicence.get(licence) ?? []), title]);
  }
  const sections = [...packagesByLicence].map(([licence, titles]) => `${titles.join('\n')}\n\n${licence}`);
  const head = 'LoRA Dynamics contains code of the following packages, under their own licences.';
  return `${[head, ...sections].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}

function notice(folder: string): { readonly title: string; readonly licence: string } {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  const file = readdirSync(folder).find(entry => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} has no licence`);
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return { title: `${name} ${version}`, licence: text === '' ? `Licence: ${license ?? ''}` : text };
}
