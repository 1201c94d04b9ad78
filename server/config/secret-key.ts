// The installation's secret key: given by the environment, or made once and kept beside the data.
import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'secret.key'
const KEY_BYTES = 32
const SHORTEST = 32
const OTHERS_MAY_READ = 0o077

/** The key cannot be had. The message says what to do; nothing was changed on disk. */
export class SecretKeyProblem extends Error {
  override name = 'SecretKeyProblem'
}

/**
 * The key to use: `given` if there is one, else the one in `dataDir/secret.key`, which is made if absent.
 * Safe when two processes start at once: both return the same key. A damaged file is refused and not replaced,
 * because a new key would make every stored secret unreadable for good.
 */
export async function ensureSecretKey(dataDir: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given
  const path = join(dataDir, FILE)
  const kept = await readKey(path)
  if (kept !== undefined) return kept
  await mkdir(dataDir, { recursive: true })
  await placeNewKey(path)
  const made = await readKey(path)
  if (made === undefined) throw new SecretKeyProblem(`${path} vanished right after it was written`)
  return made
}

async function readKey(path: string): Promise<string | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw new SecretKeyProblem(
      `${path} cannot be read: make it readable for the user that starts this program`,
      {
        cause: error,
      },
    )
  }
  const key = text.trim()
  if (key.length < SHORTEST)
    throw new SecretKeyProblem(
      `${path} is damaged: it holds ${key.length} characters instead of at least ${SHORTEST}. Put it back from a backup. ` +
        'Only if nothing in this installation is worth keeping, delete it, and a new one is made',
    )
  const { mode } = await stat(path)
  if (mode & OTHERS_MAY_READ) await chmod(path, 0o600)
  return key
}

/** Written aside, synced and then linked into place: the name never shows a half-written key. */
async function placeNewKey(path: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64url')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(aside, path)
  } catch (error) {
    // Somebody else was faster: then theirs is the key.
    if (!isCode(error, 'EEXIST'))
      throw new SecretKeyProblem(`${path} cannot be written: make the folder writable, or set SECRET_KEY`, {
        cause: error,
      })
  } finally {
    await rm(aside, { force: true })
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
