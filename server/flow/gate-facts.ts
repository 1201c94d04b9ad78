// The facts of the gate that need more than its one row: where the recipient is, what they allowed, how often machines
// wrote to them, what the message will cost. What costs a question of its own is asked only where a rule needs it.
import { findCapabilities } from '#channels/registry.ts'
import { listUnasked } from '#db/caps.ts'
import { listAddresses } from '#db/contacts.ts'
import type { GateRow } from '#db/gate.ts'
import { listActiveInboxes } from '#db/inboxes.ts'
import type { Tx } from '#db/pool.ts'
import { listTemplates } from '#db/templates.ts'
import { displayAddress } from '#domain/address.ts'
import { capFacts } from '#domain/caps.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { CapFacts, ConsentFacts, GateFacts } from '#domain/gate-facts.ts'
import type { GateSettings } from '#domain/gate-settings.ts'
import type { AuthorKind, Purpose } from '#domain/message.ts'
import { countsAsUnasked as isUnaskedTo } from '#domain/purpose-class.ts'
import { mergeRules } from '#domain/quiet-rules.ts'
import { findPlace, type Place } from '#domain/recipient-place.ts'
import type { TemplateCategory } from '#domain/template.ts'

const DAY_MS = 86_400_000

export type Words = {
  author: AuthorKind
  purpose: Purpose
  template?: { category: TemplateCategory } | null
}

/** Where they are: on channels that ring a telephone, and wherever a zone was entered. */
export function placeOf(row: GateRow): Place {
  return findPlace({
    number: row.address_kind === 'phone' ? row.address_value : null,
    own: row.reach,
    said: row.said_zone,
    business: { timeZone: row.time_zone, country: row.country },
  })
}

/** Hours, wishes and purposes: all of them out of the row. */
export function personalFacts(
  row: GateRow,
  capabilities: Capabilities | null,
  settings: GateSettings,
): Pick<GateFacts, 'lastInboundAt' | 'place' | 'quiet' | 'wish' | 'consent'> {
  const rings = capabilities?.addressKind === 'phone'
  const internal = row.kind === 'internal'
  const place = rings || row.reach?.doNotDisturb ? placeOf(row) : null
  return {
    lastInboundAt: row.last_inbound_at,
    place: rings && !internal ? place : null,
    quiet: settings.quietHours.enabled
      ? { people: settings.quietHours.people, rules: mergeRules(settings.quietHours.rules) }
      : null,
    wish:
      row.reach?.doNotDisturb && place
        ? { dnd: row.reach.doNotDisturb, zone: place.spots[0]?.zone ?? row.time_zone }
        : null,
    consent: internal ? null : consentFacts(row, rings, settings),
  }
}

function consentFacts(row: GateRow, rings: boolean, settings: GateSettings): ConsentFacts {
  const { marketingNeedsOptIn, afterStop, answerAfterStop } = settings.consent
  return {
    purposes: row.purposes ?? {},
    marketingNeedsOptIn: marketingNeedsOptIn && rings,
    afterStop,
    answerAfterStop,
    wroteSince:
      row.opted_out_at !== null && row.last_inbound_at !== null && row.last_inbound_at > row.opted_out_at,
  }
}

/** Is it a message that nobody asked for? Those are counted, and bound by hours and caps; not what goes to our own people. */
export function countsAsUnasked(words: Words, row: GateRow, at: Date): boolean {
  return row.kind !== 'internal' && isUnaskedTo(words, row.last_inbound_at, at)
}

/** What the contact got unasked on this channel, against the caps; null where none of them is about this message. */
export async function readCaps(
  tx: Tx,
  workspaceId: string,
  row: GateRow,
  words: Words & { id?: string },
  settings: GateSettings,
  now: Date,
): Promise<CapFacts | null> {
  const { caps } = settings
  if (!countsAsUnasked(words, row, now)) return null
  const sends = (
    await listUnasked(
      tx,
      workspaceId,
      row.contact_id,
      row.inbox_channel,
      new Date(now.getTime() - 7 * DAY_MS),
    )
  ).filter((send) => send.message_id !== words.id)
  return capFacts(sends, caps, now)
}

/** What can be done where a window is shut: templates by name, other ways to the same person. Three at most. */
export async function readInstead(
  tx: Tx,
  workspaceId: string,
  row: GateRow,
  way: { inboxId: string; addressId: string },
  capabilities: Capabilities,
): Promise<string[]> {
  const templates = capabilities.templates ? await listTemplates(tx, workspaceId, way.inboxId) : []
  const named = templates
    .filter((each) => each.content.state === 'approved')
    .slice(0, 2)
    .map((each) => `the template “${each.content.name}”`)
  const [inboxes, addresses] = [
    await listActiveInboxes(tx, workspaceId),
    await listAddresses(tx, workspaceId, row.contact_id),
  ]
  const others = addresses.flatMap((address) => {
    if (address.opted_out_at || address.unusable_reason) return []
    const inbox = inboxes.find((each) => {
      if (each.id === way.inboxId && address.id === way.addressId) return false
      const able = findCapabilities(each.channel, each.provider)
      return (
        able?.addressKind === address.kind &&
        able.mayStart &&
        able.replyWindowHours === null &&
        able.writes !== false &&
        !able.loggedByHand
      )
    })
    const label = inbox && findCapabilities(inbox.channel, inbox.provider)?.label
    return label ? [`${label} to ${displayAddress(address.kind, address.value)}`] : []
  })
  return [...named, ...others].slice(0, 3)
}
