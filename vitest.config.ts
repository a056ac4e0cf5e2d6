import { defineConfig } from 'vitest/config';

// vitest asks for a default export here; nowhere else in the project is there one
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package/**', '**/node_modules/**'],
        },
      },
      // these look at what was built: dist/ and the .vsix
      { extends: true, test: { name: 'package', include: ['test/package/**/*.test.ts'] } },
      // a person at a real VS Code: one window at a time, and the first failure ends it
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          fileParallelism: false,
          // a loaded machine is slow, not wrong
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
