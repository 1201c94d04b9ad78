// The test of an inbox, step by step: do the credentials work, may it send, does the provider reach us, are its
// signatures right, has anything arrived? Changes nothing, here or there.
import { isIP } from 'node:net'
import type { TestStep } from '#channels/channel.ts'
import type { InboxRecord } from '#db/inboxes.ts'
import { proofOf } from '#lib/crypto.ts'
import { isPublicAddress } from '#lib/public-address.ts'
import type { Connected } from './accounts.ts'
import { ioOf, webhookUrlOf } from './channel-io.ts'
import type { Flow } from './deps.ts'

const REACH_MS = 5_000

/** The steps in the order in which a person mends them. A channel that cannot ask its provider leaves its own out. */
export async function testInbox(flow: Flow, connected: Connected, row: InboxRecord): Promise<TestStep[]> {
  const [asked, webhook] = await Promise.all([probe(flow, connected), reach(flow, connected)])
  const { ownDoor } = connected.channel
  return [...asked, webhook, ...(ownDoor ? [] : [signature(row)]), received(row)]
}

async function probe(flow: Flow, { account, channel }: Connected): Promise<TestStep[]> {
  try {
    return (await channel.probe?.(account, ioOf(flow, account))) ?? []
  } catch (error) {
    flow.log.error({ error, channel: channel.id }, 'a probe threw')
    return [
      {
        step: 'credentials',
        ok: false,
        detail: 'The provider could not be asked.',
        remedy: 'Try again; if it stays so, look into the log of the server.',
      },
    ]
  }
}

/** What our own answer to a call at the inbox's address must be: nobody else can know it. */
export function reachAnswer(flow: Pick<Flow, 'secret'>, inboxKey: string): string {
  return proofOf(flow.secret, 'reach', inboxKey)
}

/** Does a call at the public address arrive here? We call it ourselves, the way the provider would. */
async function reach(flow: Flow, { account, channel }: Connected): Promise<TestStep> {
  const step = 'webhook' as const
  if (channel.ownDoor) return { step, ok: true, detail: channel.ownDoor, remedy: null }
  const url = webhookUrlOf(flow, account)
  const simulated = flow.apiBase(account) !== null
  const seen = await callOurselves(flow, account.key, `${url}/reach`)
  if (seen !== null)
    return {
      step,
      ok: false,
      detail: `A call to ${url} did not arrive here: ${seen}.`,
      remedy:
        'Set PUBLIC_URL to the address under which this server is reached from the internet, and check the proxy or tunnel in front of it.',
    }
  if (!simulated && !isOutside(url))
    return {
      step,
      ok: false,
      detail: `${url} is an address on this machine or in your own network; ${channel.providerName} cannot call it.`,
      remedy:
        'Put the server behind a public name with HTTPS (a proxy or a tunnel), and set PUBLIC_URL to it.',
    }
  return { step, ok: true, detail: `Calls to ${url} arrive here.`, remedy: null }
}

/** Null where the call came back to this very installation, else what happened instead. */
async function callOurselves(flow: Flow, key: string, url: string): Promise<string | null> {
  try {
    const response = await flow.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(REACH_MS) })
    const text = (await response.text()).slice(0, 200)
    if (response.ok && text === reachAnswer(flow, key)) return null
    return response.ok ? 'another program answered' : `the answer was HTTP ${response.status}`
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? 'nobody answered in time'
      : 'there was no connection'
  }
}

function isOutside(address: string): boolean {
  const url = URL.parse(address)
  if (!url) return false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? isPublicAddress(host) : host.includes('.') && !/\.(local|internal|test)$/i.test(host)
}

function signature(row: InboxRecord): TestStep {
  const { last_signature_failure_at: failed, last_received_at: received } = row
  const step = 'signature' as const
  if (failed && (!received || failed > received))
    return {
      step,
      ok: false,
      detail: 'The last webhook had a signature that does not match.',
      at: failed.toISOString(),
      remedy:
        'Copy the secret or token from the provider into the settings again, and copy the webhook address from here to the provider exactly.',
    }
  if (!received)
    return {
      step,
      ok: false,
      detail: 'No webhook has come in yet, so no signature could be checked.',
      remedy: 'Give the provider the webhook address of this inbox, then send a message to it.',
    }
  return { step, ok: true, detail: 'The signatures of the last webhooks match.', remedy: null }
}

function received(row: InboxRecord): TestStep {
  const step = 'received' as const
  if (row.last_received_at)
    return {
      step,
      ok: true,
      detail: 'Messages come in.',
      at: row.last_received_at.toISOString(),
      remedy: null,
    }
  return {
    step,
    ok: false,
    detail: 'No message has come in yet.',
    remedy: row.address
      ? `Write a message to ${row.address} and watch it appear in the inbox.`
      : 'Write a message to this inbox as a customer and watch it appear.',
  }
}
