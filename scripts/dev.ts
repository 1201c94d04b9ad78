// `npm run dev`: the server, started again when a file of it changes, and Vite for the inbox in front of it.
import { spawn } from 'node:child_process'

const root = new URL('../', import.meta.url).pathname
const port = process.env.PORT ?? '3000'
const children = [
  spawn(
    process.execPath,
    [
      '--watch-path=server',
      '--watch-path=domain',
      '--watch-path=wire',
      '--watch-preserve-output',
      'scripts/start.ts',
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PORT: port },
    },
  ),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FRONTDESK_URL: `http://127.0.0.1:${port}` },
  }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.on('exit', stop)
