// One case of outside data: whether we did what it expects, and where not, what was seen.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { InboxAccount } from '#channels/channel.ts'

export type Case = { name: string; right: boolean; seen?: string }

/** One line of the table: how many cases of a set came out right, and the figure to beat or reach. */
export type Row = { set: string; what: string; cases: Case[]; anchor: string }

/** An inbox with these addresses, as the readers of mail want it. */
export function inboxAt(addresses: string[]): InboxAccount {
  const [address = 'desk@sample.invalid', ...aliases] = addresses
  return {
    id: 'inb_sample',
    workspaceId: 'wsp_sample',
    key: 'sample',
    channel: 'email',
    provider: 'smtp',
    name: 'Sample',
    address,
    settings: { aliases },
  }
}

/** Every file below a folder, sorted, with its path from there. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}

export async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}

export function oneSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
