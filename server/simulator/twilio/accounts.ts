// Who calls the simulated API: Basic credentials against those of the inboxes that name this account.
import type { InboxAccount } from '#channels/channel.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import type { World } from '#simulator/world.ts'
import { bare, isWhatsapp } from './form.ts'

/** The simulated inboxes of an account that these credentials open; empty where they open none. */
export async function openAccount(
  world: World,
  accountSid: string,
  authorization: string | undefined,
): Promise<InboxAccount[]> {
  const given = readBasic(authorization)
  if (!given) return []
  const accounts = await world.accounts('twilio', { name: 'accountSid', value: accountSid })
  const opened = accounts.filter((account) => opens(account, given))
  // One account belongs to one business: whatever else names it is not its.
  return opened.filter((account) => account.workspaceId === opened[0]?.workspaceId)
}

/** The account's own token, or an API key with its secret. */
function opens({ settings }: InboxAccount, given: { user: string; password: string }): boolean {
  const pairs = [
    [settings['accountSid'], settings['authToken']],
    [settings['apiKeySid'], settings['apiKeySecret']],
  ]
  return pairs.some(
    ([user, password]) =>
      typeof user === 'string' &&
      typeof password === 'string' &&
      user !== '' &&
      password !== '' &&
      user === given.user &&
      constantTimeEqual(password, given.password),
  )
}

function readBasic(authorization: string | undefined): { user: string; password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** The inbox that a message leaves through: by its sender, or by the service that owns the senders. */
export function findSender(
  accounts: InboxAccount[],
  from: string | undefined,
  service: string | undefined,
  to: string,
): InboxAccount | null {
  const fits = (account: InboxAccount) => (account.channel === 'whatsapp') === isWhatsapp(from ?? to)
  const candidates = accounts.filter(fits)
  if (from) return candidates.find((a) => a.address === bare(from)) ?? null
  return candidates.find((a) => a.settings['messagingServiceSid'] === service) ?? null
}
