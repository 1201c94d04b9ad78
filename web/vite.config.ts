// Builds the inbox into dist/web. In development Vite serves it and hands everything else to the running server.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const SERVER = 'http://localhost:3000'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tailwindcss(), compressedTwins()],
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

/** Lays a .br and a .gz beside every text file, so that the server compresses nothing while people wait. */
function compressedTwins(): Plugin {
  return {
    name: 'compressed-twins',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const { fileName, ...file } of Object.values(bundle)) {
        if (!dir || !/\.(js|css|html|svg)$/.test(fileName)) continue
        const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        writeFileSync(join(dir, `${fileName}.br`), brotliCompressSync(content))
        writeFileSync(join(dir, `${fileName}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}
