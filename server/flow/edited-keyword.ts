// A message that becomes STOP, START or HELP by an edit is obeyed like one that was written so. An edit away from STOP
// takes nothing back: whoever wants to hear from us again says so.
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { findAddressById } from '#db/contacts.ts'
import { type MarkedMessage, setKeyword } from '#db/marks.ts'
import type { Tx } from '#db/pool.ts'
import { type Keyword, matchKeyword } from '#domain/consent.ts'
import type { Flow } from './deps.ts'
import { recordOptIn, recordOptOut } from './opt-out.ts'

/**
 * Notes which keyword the message is now, and obeys it at once; the consent says the edited text. The caller holds the
 * conversation. Null where it is none, or where the channel has no keywords.
 */
export async function obeyEdit(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  target: MarkedMessage,
  edit: { text: string; at: Date },
): Promise<Keyword | null> {
  if (!channel.capabilities.keywords) return null
  const { workspaceId } = account
  const address = await findAddressById(tx, workspaceId, target.address_id)
  const optedOutAt = address?.opted_out_at ?? null
  const keyword = matchKeyword(edit.text, optedOutAt !== null)
  await setKeyword(tx, workspaceId, target.id, keyword)
  const consent = {
    addressId: target.address_id,
    channel: account.channel,
    source: 'keyword',
    actor: null,
    text: edit.text,
    messageId: target.id,
  } as const
  if (keyword === 'opt_out') await recordOptOut(flow, tx, workspaceId, consent)
  // Edits come late: one that is older than the opt-out does not lift it.
  if (keyword === 'opt_in' && optedOutAt && edit.at >= optedOutAt)
    await recordOptIn(flow, tx, workspaceId, consent)
  return keyword
}
