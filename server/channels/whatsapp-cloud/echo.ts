// What somebody at the business wrote on the phone, where the number is also in the WhatsApp Business app.
import type { IncomingItem } from '#channels/channel.ts'
import { readContent } from './content.ts'
import { type Read, readEdit } from './message.ts'
import { whoOf } from './people.ts'
import { Message } from './shapes.ts'

/** Reads one echo. What answers nobody (a reaction, a word of WhatsApp's own) is ignored. */
export function readEcho(given: unknown): Read<IncomingItem> {
  const parsed = Message.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'An echo without an id.' }
  const message = parsed.data
  const to = whoOf(message.to, message.to_user_id)
  if (!to) return { ok: false, why: 'An echo of a message to nobody who could be answered.' }
  const edit = readEdit(message)
  if (edit) return edit
  if (['reaction', 'system', 'revoke', 'edit'].includes(message.type))
    return {
      ok: true,
      item: { kind: 'ignored', why: `On the phone: “${message.type}”, which answers nobody.` },
    }
  const { text, files, silent } = readContent(message)
  return {
    ok: true,
    item: {
      kind: 'echo',
      externalId: message.id,
      to: to.address,
      ...(to.kind === 'phone' ? {} : { toKind: to.kind }),
      text: silent === null ? text : 'Something was sent from the phone that cannot be shown here.',
      files,
      ...(message.context?.id ? { quotes: message.context.id } : {}),
    },
  }
}
