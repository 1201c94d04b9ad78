// The text file in the data folder that says where the rest of it is. Written for people; the line that begins
// with "database:" is also what the next start goes by.
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { isCode } from './problem.ts'

export const NOTE = 'where-the-database-is.txt'

/** The home of a database that lies outside of this data folder, if a start before this one noted so. */
export async function readNote(dataDir: string): Promise<string | undefined> {
  return /^database: (\/.+)$/m.exec((await read(join(dataDir, NOTE))) ?? '')?.[1]
}

/** Says what lies outside of the data folder. Nothing to say and nothing said before: no file. */
export async function writeNote(
  dataDir: string,
  outside: { database?: string; programs?: string; account?: string },
): Promise<void> {
  const path = join(dataDir, NOTE)
  const text = noteText(outside)
  const before = await read(path)
  if (text === before || (before === undefined && !outside.database && !outside.programs)) return
  const file = await open(`${path}.new`, 'w', 0o644)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

function noteText({ database, programs, account }: Parameters<typeof writeNote>[1]): string {
  const lines = [
    database ? `database: ${database}` : 'The database is in the folder postgres beside this file.',
    ...(programs ? [`programs: ${programs}`] : []),
    '',
  ]
  if (account && (database || programs))
    lines.push(
      'This program was started by root. PostgreSQL refuses to run as root, and the account it runs as',
      `(${account}) cannot enter the folder where this would otherwise be.`,
    )
  if (database)
    lines.push(
      'Both places belong together: back up both, and keep this file, because the next start goes by it.',
    )
  return `${lines.join('\n')}\n`
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}
