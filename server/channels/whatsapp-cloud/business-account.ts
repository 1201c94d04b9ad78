// Which WhatsApp Business account does the number belong to? Templates are its, not the number's.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { cloudSettings } from './settings.ts'
import { inspectToken } from './token.ts'

const REMEDY =
  'Fill in the WhatsApp Business account ID in the settings of the inbox: it stands in the Meta app under WhatsApp → API setup.'

/** The id from the settings; otherwise the only account that the access token may manage. */
export async function findBusinessAccount(
  account: InboxAccount,
  io: ChannelIo,
): Promise<{ id: string } | { reason: string; remedy: string }> {
  const { businessAccountId } = cloudSettings(account)
  if (businessAccountId) return { id: businessAccountId }
  const token = await inspectToken(account, io)
  if (token.outcome === 'failed') return { reason: token.reason, remedy: REMEDY }
  const [only, another] = token.accounts
  return only && !another
    ? { id: only }
    : { reason: 'It is not known which WhatsApp Business account this number belongs to', remedy: REMEDY }
}
