// Runs inside the extension host. The stand-in names this file as the test runner, to tell what tests print from what
// VS Code prints: it marks every line, hands over to the real runner (LORA_RIG_TESTS), and says so when that is through.
const { format } = require('node:util');

const MARK = '\u2063rig\u2063';
const LEVELS = ['log', 'info', 'debug', 'warn', 'error'];

exports.run = async () => {
  // the host's console has setters that do nothing, so the object itself is replaced
  const original = globalThis.console;
  const marked = Object.create(original);
  for (const level of LEVELS)
    Object.defineProperty(marked, level, { value: (...args) => original[level](MARK + format(...args)) });
  Object.defineProperty(globalThis, 'console', { value: marked, writable: true, configurable: true });

  await require(process.env.LORA_RIG_TESTS).run();
  original.log(`${MARK}passed${MARK}`);
};
