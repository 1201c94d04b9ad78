import { defineConfig } from 'vitest/config'

// One command runs everything; what a test needs is in its name: `.test.ts` nothing, `.pg.test.ts` and stories the
// test server that global-setup starts, `test/browser` Chromium too.
export default defineConfig({
  test: {
    include: ['{domain,wire,server,web,widget,test}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/harness/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A busy machine is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
})
