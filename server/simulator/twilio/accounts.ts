// Who calls the simulated API: Basic credentials against those of the inboxes that name this account.
import type { FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import { basicOf, opens } from '#simulator/credentials.ts'
import type { World } from '#simulator/world.ts'
import { bare, isWhatsapp } from './form.ts'

/** The account's own token, or an API key with its secret. */
const TOKEN = ['accountSid', 'authToken'] as const
const KEY = ['apiKeySid', 'apiKeySecret'] as const

/** The simulated inboxes of an account that these credentials open; empty where they open none. */
export async function openAccount(
  world: World,
  accountSid: string,
  request: FastifyRequest,
): Promise<InboxAccount[]> {
  const given = basicOf(request)
  if (!given) return []
  const accounts = await world.accounts('twilio', { name: 'accountSid', value: accountSid })
  const opened = accounts.filter((account) => opens(account, given, TOKEN) || opens(account, given, KEY))
  // One account belongs to one business: whatever else names it is not its.
  return opened.filter((account) => account.workspaceId === opened[0]?.workspaceId)
}

/** The inbox that a message leaves through: by its sender, or by the service that owns the senders. */
export function findSender(
  accounts: InboxAccount[],
  from: string | undefined,
  service: string | undefined,
  to: string,
): InboxAccount | null {
  // A line for calls may have the same number; it sends nothing.
  const fits = (account: InboxAccount) =>
    account.channel !== 'voice' && (account.channel === 'whatsapp') === isWhatsapp(from ?? to)
  const candidates = accounts.filter(fits)
  if (from) return candidates.find((a) => a.address === bare(from)) ?? null
  return candidates.find((a) => a.settings['messagingServiceSid'] === service) ?? null
}
