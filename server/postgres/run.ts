// Runs one of PostgreSQL's programs to its end, as the account that the database belongs to.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

/** Another account to run as, which only root can do. Undefined: as the user we are. */
export type Account = { uid: number; gid: number; name: string }

export type Ran = { ok: boolean; output: string }

/**
 * PostgreSQL gets no environment of ours: it needs none, its messages must be in the C locale because some are
 * read here, and passwords in our variables are none of its business.
 */
export const ENVIRONMENT = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' }

/** Runs to the end; a program that cannot be started counts as failed, with the reason as output. */
export function run(
  program: string,
  args: string[],
  options: { account?: Account; cwd?: string; input?: string } = {},
): Promise<Ran> {
  const { account, cwd = '/', input } = options
  return new Promise((resolve) => {
    let output = ''
    const failed = (error: unknown) =>
      resolve({ ok: false, output: output + (error instanceof Error ? error.message : String(error)) })
    let child: ChildProcessWithoutNullStreams
    try {
      child = spawn(program, args, {
        cwd,
        env: ENVIRONMENT,
        // Its own group, so that Ctrl-C at the terminal does not end it in the middle.
        detached: true,
        ...(account && { uid: account.uid, gid: account.gid }),
      })
    } catch (error) {
      // Some failures (an account that a container does not know) are thrown, others come as an event.
      failed(error)
      return
    }
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.stdin.on('error', () => {}) // it ended before it had read everything: its exit code tells
    child.on('error', failed)
    child.on('close', (code) => resolve({ ok: code === 0, output }))
    child.stdin.end(input)
  })
}
