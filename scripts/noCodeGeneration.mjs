import { readFile } from 'node:fs/promises';

/** The two modules of our dependencies that turn strings into code. The panel's policy would stop them; so do we. */
const generators = /node_modules\/(vega-runtime\/build\/vega-runtime|d3-dsv\/dist\/d3-dsv)\.m?js$/;

/**
 * An esbuild plugin that replaces `Function(…)` in vega's expression compiler and in d3's CSV reader by a throw.
 * Our charts run in vega's interpreter and read no CSV, so neither is ever called, and the bundles can be shown
 * to hold no code generation at all.
 */
export const noCodeGeneration = {
  name: 'no-code-generation',
  setup(build) {
    build.onLoad({ filter: generators }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replaceAll(/(?<![\w.])(?:new )?Function\(/g, 'refuseCodeGeneration(');
      if (contents === source)
        throw new Error(`${path} generates no code any more: remove it from noCodeGeneration`);
      const refuse =
        'function refuseCodeGeneration() { throw new Error("Code generation is off: use the interpreter"); }';
      return { contents: `${contents}\n${refuse}\n`, loader: 'js' };
    });
  },
};
