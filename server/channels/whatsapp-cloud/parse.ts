// A webhook of Meta in our words. One request carries any number of messages and states, also of several numbers.
import type {
  InboxAccount,
  IncomingIgnored,
  IncomingItem,
  ParseOutcome,
  RawRequest,
} from '#channels/channel.ts'
import { firstGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { ACCOUNT_FIELDS, readAccountChange } from './account-notices.ts'
import { readEcho } from './echo.ts'
import { describeError } from './errors.ts'
import { readBookEntry, readHistory } from './history.ts'
import { type Read, readEntry } from './message.ts'
import { readNewId } from './people.ts'
import { readPreference } from './preferences.ts'
import { readReceipt } from './receipts.ts'
import { cloudSettings } from './settings.ts'
import { Envelope, Value } from './shapes.ts'

const WHATSAPP = 'whatsapp_business_account'

/** Reads one verified request. It is refused only where nothing in it could be read. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const json = readJson(raw.body)
  if (json === undefined) return { ok: false, reason: 'The body is no JSON, or was cut off.' }
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return { ok: false, reason: 'This is not how Meta writes its webhooks.' }
  if (envelope.data.object !== WHATSAPP)
    return {
      ok: false,
      reason: `This is about “${envelope.data.object.slice(0, 40)}”, and not about WhatsApp: the address belongs into the WhatsApp part of the Meta app.`,
    }
  const found = envelope.data.entry.flatMap((entry) =>
    entry.changes.flatMap((change) => readChange(change.field, change.value, account)),
  )
  const unread = found.find((one) => !one.ok)
  const read = found.filter((one) => one.ok)
  // Whatever is readable is taken; a request of which nothing is readable is kept for a better parser.
  if (unread && read.length === 0) return { ok: false, reason: unread.why }
  return { ok: true, items: found.map((one) => (one.ok ? one.item : ignored(one.why))) }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const ignored = (why: string): IncomingIgnored => ({ kind: 'ignored', why })
const taken = (items: IncomingItem[]): Read<IncomingItem>[] => items.map((item) => ({ ok: true, item }))
const skip = (why: string): Read<IncomingItem>[] => [{ ok: true, item: ignored(why) }]

function readChange(field: string, given: unknown, account: InboxAccount): Read<IncomingItem>[] {
  const parsed = Value.safeParse(given)
  if (!parsed.success) return [{ ok: false, why: `The change “${field.slice(0, 60)}” says nothing.` }]
  const value = parsed.data
  const number = value.metadata?.phone_number_id
  // One address serves a whole business account, which may have numbers that are no inbox here.
  if (number && number !== cloudSettings(account).phoneNumberId)
    return skip(`It is about another number of the business (phone number ID ${number.slice(0, 40)}).`)
  switch (field) {
    case 'messages':
      return [
        ...value.messages.flatMap((one) => readEntry(one, value)),
        ...value.statuses.map(readStatus),
        ...value.errors.map((one) => ({
          ok: true as const,
          item: ignored(`WhatsApp reported: ${describeError(firstGraphError([one])).error.reason}.`),
        })),
      ]
    case 'smb_message_echoes':
      return value.message_echoes.map(readEcho)
    case 'user_preferences':
      return value.user_preferences.map(readPreference)
    case 'history':
      return taken(readHistory(value.history, value))
    case 'smb_app_state_sync':
      return taken(value.state_sync.map(readBookEntry))
    case 'user_id_update':
      return taken(value.user_id_update.map(readNewId))
    default:
      if (ACCOUNT_FIELDS.includes(field)) return taken(readAccountChange(field, given))
      return skip(`A change of “${field.slice(0, 60)}”, which changes nothing here.`)
  }
}

/** A state that means nothing to us is no reason to keep the request: Meta adds some. */
function readStatus(given: unknown): Read<IncomingItem> {
  const receipt = readReceipt(given)
  return receipt.ok ? receipt : { ok: true, item: ignored(receipt.why) }
}
