import { defineConfig } from 'vitest/config'

// One command runs everything; what a test needs is in its name: `.test.ts` nothing, `.pg.test.ts` and stories the
// test server that global-setup starts, `test/browser` Chromium too.
export default defineConfig({
  test: {
    include: ['{domain,wire,server,web,widget,test}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/harness/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // Files that take a whole machine (kills, races, browsers) come one after another.
    sequence: { groupOrder: 0 },
  },
})
