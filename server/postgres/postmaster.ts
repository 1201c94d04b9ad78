// One run of the server process: start it, know when it is ready, hear what it says, see it end.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Log } from '#lib/log.ts'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { PostgresProblem } from './problem.ts'
import { ENVIRONMENT } from './run.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type Postmaster = {
  pid: number
  exited: Promise<Exit>
  /** SIGINT: end sessions, checkpoint, stop. SIGQUIT: stop at once, recover at the next start. */
  signal(name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void
}

const LINES_KEPT = 15

/**
 * Starts the server and resolves when it accepts connections, however long recovery takes. Throws `start_failed`
 * with its last words when it ends before that.
 */
export async function startPostmaster(options: {
  binaries: Binaries
  place: Place
  config: string
  log: Log
}): Promise<Postmaster> {
  const { binaries, place, config, log } = options
  const { account, cluster } = place
  const child = spawn(binaries.postgres, ['-D', cluster, '-c', `config_file=${config}`], {
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // In a group of its own: Ctrl-C goes to the whole group of the terminal, and the app must be able to finish
    // what it has in hand before its database goes.
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  const lastWords: string[] = []
  const exited = new Promise<Exit>((resolve) => {
    child.on('error', (error) => {
      lastWords.push(error.message)
      resolve({ code: null, signal: null })
    })
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      lastWords.push(line)
      if (lastWords.length > LINES_KEPT) lastWords.shift()
      writeLine(log, line)
      if (line.includes('database system is ready to accept connections')) resolve()
    })
  })
  const isReady = await Promise.race([ready.then(() => true), exited.then(() => false)])
  if (!isReady || child.pid === undefined) throw failed(cluster, lastWords)
  return { pid: child.pid, exited, signal: (name) => void child.kill(name) }
}

/** Lines that tell of an accident, though PostgreSQL files them under its ordinary level. */
const ACCIDENT = /terminated by signal|not properly shut down|terminating any other|reinitializing|recovery/

function writeLine(log: Log, line: string): void {
  const [, level, message] = /^(\w+): {2}(.*)$/.exec(line) ?? []
  if (level === undefined || message === undefined) log.debug(`postgres: ${line}`)
  else if (level === 'PANIC') log.error(`postgres: ${message}`)
  else if (level === 'LOG' && !ACCIDENT.test(message)) log.debug(`postgres: ${message}`)
  // Connections that come while it starts or stops are turned away with FATAL; the pool tries again.
  else if (/^the database system is (starting up|shutting down|not yet|in recovery)/.test(message))
    log.debug(`postgres: ${message}`)
  else log.warn(`postgres: ${message}`)
}

function failed(cluster: string, lastWords: string[]): PostgresProblem {
  const said = lastWords.filter((line) => /^(FATAL|PANIC|HINT|ERROR):/.test(line))
  const words = (said.length > 0 ? said : lastWords.slice(-3)).join(' / ')
  return new PostgresProblem(
    'start_failed',
    `The database in ${cluster} did not start: ${words || 'no message'}`,
  )
}
