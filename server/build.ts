// The inbox and the widget are built at the end of `npm ci` (script `prepare`). Where that did not happen, they are
// built before the first page is asked for.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const root = new URL('../', import.meta.url).pathname
const parts = [
  { config: 'web/vite.config.ts', result: 'dist/web/index.html' },
  { config: 'widget/vite.config.ts', result: 'dist/widget/widget.js' },
]

/** Builds what is missing, or everything where `fresh`. Rejects with the part that could not be built. */
export async function ensureBuilt(options: { fresh?: boolean } = {}): Promise<void> {
  const missing = parts.filter(({ result }) => options.fresh || !existsSync(root + result))
  if (missing.length === 0) return
  console.log('Building the web app …')
  await Promise.all(missing.map(({ config }) => build(config)))
}

function build(config: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [`${root}node_modules/vite/bin/vite.js`, 'build', '--config', config, '--logLevel', 'warn']
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vite build of ${config} failed`))))
  })
}
