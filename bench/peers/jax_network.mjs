// Gradients of LoRA by jax-js in WASM: node jax_network.mjs FOLDER SIZES N RANK STEPS prints CPU milliseconds for a value and its
// gradient. The loss is squared: its softmax was not tried. FOLDER has node_modules.
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

globalThis.navigator ??= {};
const [folder, layers, examples, rank, steps] = process.argv.slice(2);
const jax = await import(pathToFileURL(join(resolve(folder), 'node_modules/@jax-js/jax/dist/index.js')).href);
const { numpy: np } = jax;
await jax.init('wasm');
jax.defaultDevice('wasm');
const sizes = layers.split('-').map(Number);
const N = Number(examples);
const r = Number(rank);
const drawn = (rows, cols, scale) =>
  np
    .array(Float32Array.from({ length: rows * cols }, () => scale * (Math.random() - 0.5)))
    .reshape([rows, cols]);
const W = sizes.slice(1).map((m, l) => drawn(m, sizes[l], 3.46 * Math.sqrt(2 / sizes[l])));
const X = drawn(N, sizes[0], 3.46);
const oneHot = new Float32Array(N * sizes.at(-1));
for (let i = 0; i < N; i++) oneHot[i * sizes.at(-1) + (i % sizes.at(-1))] = 1;
const Y = np.array(oneHot).reshape([N, sizes.at(-1)]);
const loss = parameters => {
  let h = X.ref;
  W.forEach((w, l) => {
    const [a, b] = [parameters[2 * l], parameters[2 * l + 1]];
    h = np.matmul(h, np.transpose(w.ref.add(np.matmul(b, a))));
    if (l < W.length - 1) h = np.maximum(h, 0);
  });
  const error = h.sub(Y.ref);
  return error.ref
    .mul(error)
    .sum()
    .mul(0.5 / N);
};
const step = jax.jit(jax.valueAndGrad(loss));
const parameters = W.flatMap((_, l) => [drawn(r, sizes[l], 0.346), np.zeros([sizes[l + 1], r])]);
const once = async () => {
  const [value, gradients] = step(parameters.map(p => p.ref));
  for (const g of gradients) await g.data();
  return (await value.data())[0];
};
for (let k = 0; k < 20; k++) await once();
const before = process.cpuUsage().user;
for (let k = 0; k < Number(steps); k++) await once();
console.log((process.cpuUsage().user - before) / 1000 / Number(steps));
