// Builds the inbox into dist/web. In development Vite serves it and hands everything else to the running server.
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = 'http://localhost:3000'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tailwindcss()],
  server: {
    proxy: {
      '/api': { target: SERVER, ws: true },
      '/widget': { target: SERVER, ws: true },
      '/webhooks': SERVER,
      // Not /simulator itself: that is a screen.
      '^/simulator/': SERVER,
    },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first list needs is one file: a dozen small ones compress worse and wait for each other.
          groups: [{ name: 'first', tags: ['$initial'] }],
        },
      },
      treeshake: {
        // Rules of domain/ stand beside their schemas. A schema that nobody here parses with is dead weight (zod is
        // 60 KB), but a call looks like a side effect to the bundler until it is told that building one has none.
        manualPureFunctions: ['z'],
      },
    },
  },
})
