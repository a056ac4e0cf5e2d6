/** The worker's code: beside this program when it is bundled, as source when it is run from source. */
export const workerEntry = import.meta.url.endsWith('.ts')
  ? new URL('../worker/entry.ts', import.meta.url)
  : new URL('./worker.cjs', import.meta.url);
