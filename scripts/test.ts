// `npm test`: makes sure of Chromium and of what the tests look at (the built app and widget), runs everything, and
// ends with one line that says how many passed and failed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ensureBuilt } from '#server/build.ts'

const root = new URL('../', import.meta.url).pathname
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function ensureChromium(): void {
  if (process.env.CHROMIUM_PATH || chromium.some((path) => existsSync(path))) return
  if (!existsSync('/usr/bin/apt-get'))
    throw new Error('The browser tests need Chromium: install it and name it in CHROMIUM_PATH.')
  console.log('Installing Chromium (Debian package) for the browser tests …')
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [command = 'apt-get', ...rest] = [...sudo, 'apt-get', ...args]
    const done = spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (done.status !== 0)
      throw new Error(
        'Chromium could not be installed. Install it by hand (`apt-get install chromium`), or name one in CHROMIUM_PATH.',
      )
  }
}

ensureChromium()
await ensureBuilt()
const report = `${root}dist/test-report.json`
const args = [
  `${root}node_modules/vitest/vitest.mjs`,
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
child.on('exit', async (code) => {
  const { readFile } = await import('node:fs/promises')
  const result = JSON.parse(await readFile(report, 'utf8').catch(() => '{}')) as {
    numPassedTests?: number
    numFailedTests?: number
    testResults?: { status: string; assertionResults: unknown[] }[]
  }
  // A file that could not even be loaded counts as one failure.
  const broken =
    result.testResults?.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .length ?? 0
  const failed = (result.numFailedTests ?? 0) + broken
  console.log(`${result.numPassedTests ?? 0} passed, ${failed || (code === 0 ? 0 : 1)} failed`)
  process.exit(code ?? 1)
})
