// Steps of LoRA by tfjs: node tfjs_network.mjs FOLDER SIZES N RANK STEPS wasm|cpu prints CPU milliseconds a step. FOLDER has node_modules.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

const [folder, layers, examples, rank, steps, backend] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));
const tf = require('@tensorflow/tfjs');
if (backend === 'wasm') {
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
  wasm.setThreadsCount(1);
}
await tf.setBackend(backend);
await tf.ready();
const sizes = layers.split('-').map(Number);
const N = Number(examples);
const r = Number(rank);
const W = sizes.slice(1).map((m, l) => tf.randomNormal([m, sizes[l]], 0, Math.sqrt(2 / sizes[l])));
const A = W.map(w => tf.variable(tf.randomNormal([r, w.shape[1]], 0, 0.1)));
const B = W.map(w => tf.variable(tf.zeros([w.shape[0], r])));
const X = tf.randomNormal([N, sizes[0]]);
const labels = tf.tensor1d(
  Array.from({ length: N }, (_, i) => i % sizes.at(-1)),
  'int32',
);
const oneHot = tf.oneHot(labels, sizes.at(-1)).toFloat();
const loss = () => {
  let h = X;
  W.forEach((w, l) => {
    h = tf.matMul(h, tf.add(w, tf.matMul(B[l], A[l])), false, true);
    if (l < W.length - 1) h = tf.relu(h);
  });
  return tf.losses.softmaxCrossEntropy(oneHot, h);
};
const optimiser = tf.train.sgd(0.01);
const step = () => optimiser.minimize(loss, false, [...A, ...B]);
for (let k = 0; k < 30; k++) step();
const before = process.cpuUsage().user;
for (let k = 0; k < Number(steps); k++) step();
A[0].dataSync();
console.log((process.cpuUsage().user - before) / 1000 / Number(steps));
