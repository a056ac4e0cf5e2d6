/**
 * `npm run notices`: writes THIRD_PARTY_NOTICES.txt, the licences of every package that is part of a bundle. Needs a
 * build, whose metafile says which those are.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { thirdPartyNotices } from './thirdParty.ts';

const project = resolve(import.meta.dirname, '..');
writeFileSync(resolve(project, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(project));
