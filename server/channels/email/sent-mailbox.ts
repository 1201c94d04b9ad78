// Which folder holds what was sent? The one that the server marks (RFC 6154), else one that is called so; the mail
// library knows the usual names in many languages.
import type { ImapFlow } from 'imapflow'
import type { EmailSettings } from './settings.ts'

/** Its path, or null where there is none. */
export async function findSentMailbox(
  client: ImapFlow,
  settings: Pick<EmailSettings, 'sentMailbox' | 'imapMailbox'>,
): Promise<string | null> {
  const folders = await client.list()
  const named = settings.sentMailbox
  const found = named
    ? folders.find(({ path }) => path.toLowerCase() === named.toLowerCase())
    : folders.find(({ specialUse }) => specialUse === '\\Sent')
  // Whoever reads the sent mail as their inbox has it already.
  return found && found.path !== settings.imapMailbox ? found.path : null
}
