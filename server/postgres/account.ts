// PostgreSQL refuses to run as root. Started by root, we drop to an account that exists; none is ever created.
import { readFile } from 'node:fs/promises'
import { PostgresProblem } from './problem.ts'
import { type Account, run } from './run.ts'

/** `_postgres` is what macOS calls it. `nobody` is last, because other programs share it. */
const PREFERRED = ['postgres', '_postgres', 'nobody']

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The first suitable account in the text of a passwd file. initdb insists on one that has an entry there. */
export function chooseAccount(passwd: string): Account | undefined {
  const entries = readEntries(passwd)
  for (const name of PREFERRED) {
    const found = entries.find((entry) => entry.name === name && entry.uid !== 0)
    if (found) return found
  }
  return undefined
}

/** The account for a new cluster; throws `no_account` where the machine has none. */
export async function getAccount(): Promise<Account> {
  const account = chooseAccount(await readPasswd())
  if (account) return account
  throw new PostgresProblem(
    'no_account',
    'PostgreSQL refuses to run as root, and this machine has neither an account "postgres" nor "nobody" to run it as. ' +
      'Start this program as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** The account with this id, which owns an existing cluster. It needs no entry to run a server. */
export async function accountOf(uid: number, gid: number): Promise<Account> {
  const entry = readEntries(await readPasswd()).find((one) => one.uid === uid)
  return { uid, gid, name: entry?.name ?? String(uid) }
}

/**
 * Whether the account can work in a folder. Tried and not computed: access lists, network file systems and
 * security modules also have a say.
 */
export async function canWorkIn(folder: string, account: Account | undefined): Promise<boolean> {
  const tried = await run('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { account })
  return tried.ok
}

function readEntries(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '')
      ? [{ name, uid: Number(uid), gid: Number(gid) }]
      : []
  })
}

async function readPasswd(): Promise<string> {
  return readFile('/etc/passwd', 'utf8').catch(() => '')
}
