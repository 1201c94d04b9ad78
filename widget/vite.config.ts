// Two builds in one run, because they live in different worlds: the loader is a single classic script on somebody
// else's page, the frame is an ordinary page of ours. Output: dist/widget/widget.js and dist/widget/frame/*.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// Adopted style sheets (Safari 16.4) and reflected ARIA (Firefox 119) are the newest that the widget cannot do without.
const target = ['chrome111', 'edge111', 'firefox119', 'safari16.4']

export default defineConfig({
  root: here('frame'),
  // The server serves dist/widget/frame/assets under /widget/assets/, and index.html at /widget/{inboxKey}/frame.
  base: '/widget/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  builder: {
    async buildApp(builder) {
      // In this order: the loader's build empties dist/widget, which holds the frame.
      for (const name of ['loader', 'client']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
  environments: {
    loader: {
      consumer: 'client',
      build: {
        target,
        outDir: here('../dist/widget'),
        emptyOutDir: true,
        rolldownOptions: {
          input: here('loader.ts'),
          output: { format: 'iife', entryFileNames: 'widget.js' },
        },
      },
    },
    client: {
      build: {
        target,
        outDir: here('../dist/widget/frame'),
        emptyOutDir: true,
        // An inline data: asset or a preload script would need holes in the frame's content security policy.
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { input: here('frame/index.html') },
      },
    },
  },
})
