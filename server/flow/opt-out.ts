// An opt-out or opt-in that did not come as a new message: from the carrier, a member, the API, or by an edit. Keywords
// and requests in plain words in new messages are taken over in the ingest statement itself.
import { type ConsentRecord, findAddressById, insertConsent, setOptOut } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { cancelQueuedTo } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { setPurpose } from '#db/purposes.ts'
import type { ChannelKind } from '#domain/channel.ts'
import { Refusal } from '#domain/errors.ts'
import type { PurposeClass } from '#domain/purpose-class.ts'
import type { Verdict } from '#domain/send-gate.ts'
import type { Flow } from './deps.ts'

export type ConsentSource = {
  addressId: string
  channel: ChannelKind | null
  source: ConsentRecord['source']
  actor: string | null
  text: string | null
  messageId: string | null
  /** What it is about; absent: everything. */
  purpose?: PurposeClass | undefined
}

/** Opts an address out: nothing leaves to it any more, what is queued is dropped. False where it was so already. */
export async function recordOptOut(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  consent: ConsentSource,
): Promise<boolean> {
  return record(flow, tx, workspaceId, 'opt_out', consent)
}
export async function recordOptIn(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  consent: ConsentSource,
): Promise<boolean> {
  return record(flow, tx, workspaceId, 'opt_in', consent)
}

async function record(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  action: 'opt_out' | 'opt_in',
  consent: ConsentSource,
): Promise<boolean> {
  const address = await findAddressById(tx, workspaceId, consent.addressId)
  if (!address) throw new Refusal('not_found', 'There is no such address.')
  const at = flow.clock.now()
  const { purpose } = consent
  const changed = purpose
    ? await setPurpose(tx, workspaceId, address.id, {
        purpose,
        state: action === 'opt_out' ? 'out' : 'in',
        at,
      })
    : await setOptOut(tx, workspaceId, address.id, action === 'opt_out' ? at : null)
  if (!changed) return false
  await insertConsent(tx, workspaceId, {
    id: flow.ids.next('cns', at),
    ...consent,
    contactId: address.contact_id,
    action,
    at,
  })
  const dropped =
    action === 'opt_out' && purpose !== 'service' && purpose !== 'transactional'
      ? await cancelQueuedTo(tx, workspaceId, address.id, droppedBy(purpose, at), purpose === 'marketing')
      : []
  await appendEvents(tx, workspaceId, [
    {
      type: action === 'opt_out' ? 'contact.opted_out' : 'contact.opted_in',
      contactId: address.contact_id,
      actor: consent.actor ?? (consent.source === 'keyword' ? 'contact' : 'system'),
      data: { addressId: address.id, source: consent.source, ...(purpose ? { purpose } : {}) },
    },
    ...dropped.map((message) => ({
      type: 'message.canceled' as const,
      conversationId: message.conversation_id,
      messageId: message.id,
      actor: 'system',
    })),
  ])
  return true
}

function droppedBy(purpose: PurposeClass | undefined, at: Date): Verdict {
  return {
    decision: 'block',
    decidedAt: at.toISOString(),
    reasons: [
      purpose
        ? {
            code: 'purpose_opted_out',
            text: 'The customer asked for no more offers before this was sent',
            action: 'Answers to what they write are still allowed.',
          }
        : {
            code: 'opted_out',
            text: 'The customer opted out before this was sent',
            action: 'Nothing can be sent here until the customer writes START.',
          },
    ],
  }
}
