import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { kernelWasm } from '../../../src/engine/kernel/generated/kernelWasm.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

it('the embedded kernel is byte for byte what its source compiles to', () => {
  const report = execFileSync(process.execPath, ['scripts/buildKernel.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(report).toContain('is fresh');
});

it('the embedded kernel is WASM without imports, relaxed SIMD or fused multiply–add', () => {
  const bytes = Buffer.from(kernelWasm, 'base64');
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  const sections = sectionsOf(bytes);
  expect(sections.map(section => section.id)).not.toContain(2);
  const code = sections.find(section => section.id === 10);
  expect(code).toBeDefined();
  // Relaxed instructions have the prefix 0xfd and a number from 0x100 on, in LEB128: 0xfd 0x80–0x93 0x02.
  for (let i = code!.start; i + 2 < code!.end; i++) {
    const relaxed =
      bytes[i] === 0xfd && bytes[i + 1]! >= 0x80 && bytes[i + 1]! <= 0x93 && bytes[i + 2] === 0x02;
    expect(relaxed).toBe(false);
  }
});

interface Section {
  id: number;
  start: number;
  end: number;
}

function sectionsOf(bytes: Buffer): Section[] {
  const sections: Section[] = [];
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at++]!;
    let size = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at++]!;
      size |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    sections.push({ id, start: at, end: at + size });
    at += size;
  }
  return sections;
}
