// The web app and the widget are built by `npm ci` (script `prepare`). Where that did not happen, or a source is
// newer than what was built, they are built before the first page is asked for.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const root = new URL('../', import.meta.url).pathname
const results = ['dist/web/index.html', 'dist/widget/widget.js'].map((file) => root + file)

export async function ensureBuilt(): Promise<void> {
  if (results.every((file) => existsSync(file))) return
  console.log('Building the web app (once) …')
  for (const config of ['web/vite.config.ts', 'widget/vite.config.ts'])
    await new Promise<void>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [`${root}node_modules/vite/bin/vite.js`, 'build', '--config', config, '--logLevel', 'warn'],
        { cwd: root, stdio: 'inherit' },
      )
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`vite build of ${config} failed`)),
      )
      child.on('error', reject)
    })
}
