// To which conversation a mail belongs, and how our answers say so.

import type { InboxAccount, Threaded, ThreadHints } from '#channels/channel.ts'
import type { EmailHeaders } from '#domain/message.ts'
import { isAmong } from './headers.ts'
import { ownAddresses } from './own-addresses.ts'
import { conversationOf } from './reply-address.ts'

/**
 * What a mail says about its conversation, in the order in which to believe it: the token of our reply address, which
 * routes and does not prove who wrote; In-Reply-To, then References from last to first; the subject for a last resort.
 */
export function threadHints(message: Threaded, account: InboxAccount, secret: string): ThreadHints {
  const seen = [
    ...(message.email?.to ?? []),
    ...(message.email?.cc ?? []),
    ...listOf(message.meta['deliveredTo']),
  ]
  const tokens = seen.flatMap((address) => conversationOf(address, account, secret) ?? [])
  const references = message.email?.references ?? []
  const ids = [
    ...listOf(message.meta['bounceOf']),
    message.email?.inReplyTo ?? '',
    ...references.toReversed(),
  ]
  return {
    conversationId: tokens[0] ?? null,
    ids: [...new Set(ids.filter((id) => id !== ''))],
    ...(message.email?.thread ? { thread: message.email.thread } : {}),
    subjectKey: subjectKey(message.subject),
  }
}

function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((one) => typeof one === 'string')
}

/** `Re:`, `AW:`, `SV[2]:`, `回复：` and what gateways put in front: `[EXTERNAL]`, `[SPAM?]`. */
const PREFIX =
  /^(?:(?:re|aw|antw|antwort|sv|vs|ref|rif|ris|res|r|odp|ynt|yan|bls|vá|atb|tr|rv|enc|i|fw|fwd|wg|doorst|fs|pd|továbbítás|回复|回覆|答复|转发|轉寄|返信|転送|답장|전달|ответ|на|пересл)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]|\[(?:ext(?:ern(?:al)?)?|spam\W*|caution|warning)\])\s*/iu

/** Subjects that many people write without meaning the same thing. */
const GENERIC = new Set(
  (
    'hi|hello|hey|hallo|hola|ciao|bonjour|good morning|good afternoon|question|questions|a question|quick question|frage|' +
    'anfrage|pregunta|consulta|domanda|help|help please|please help|hilfe|ayuda|support|info|information|inquiry|enquiry|' +
    'general inquiry|request|appointment|appointments|booking|reservation|termin|terminanfrage|cita|reserva|rendez-vous|' +
    'contact|contact form|contact us|kontakt|kontaktanfrage|website|web form|message|new message|nachricht|mensaje|feedback|' +
    'order|bestellung|invoice|rechnung|factura|quote|price|prices|thanks|thank you|danke|gracias|merci|urgent|important|' +
    'follow up|update|test|no subject|(no subject)|kein betreff|(kein betreff)|sin asunto|(sin asunto)|photo|photos|picture|' +
    'document|documents|scan|image|attachment|from my phone|sent from my iphone'
  ).split('|'),
)
const MIN_KEY = 6

/** A subject without its prefixes, for comparing; null where it is empty, generic or too short to mean one thing. */
export function subjectKey(subject: string | null): string | null {
  let rest = (subject ?? '').replace(/\s+/g, ' ').trim()
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(PREFIX, '')
  }
  const key = rest.toLowerCase()
  const words = key.replace(/[\s!?.…]+$/u, '')
  return GENERIC.has(words) || words.length < MIN_KEY ? null : key
}

/** RFC 5322 lines end at 998 characters; servers refuse longer chains than this, and clients need the ends only. */
const LAST_REFERENCES = 20

/** In-Reply-To and References of an answer to this mail. */
export function answerHeaders(
  parent: EmailHeaders,
): Pick<EmailHeaders, 'inReplyTo' | 'references' | 'thread'> {
  const chain = [...parent.references, ...(parent.messageId ? [parent.messageId] : [])]
  return {
    ...(parent.messageId ? { inReplyTo: parent.messageId } : {}),
    references: trimReferences(chain),
    ...(parent.thread ? { thread: parent.thread } : {}),
  }
}

/** The first id, which names the thread, and the last ones. */
export function trimReferences(ids: string[]): string[] {
  const chain = [...new Set(ids)]
  return chain.length <= LAST_REFERENCES + 1
    ? chain
    : [...chain.slice(0, 1), ...chain.slice(-LAST_REFERENCES)]
}

/** To and Cc of an answer to everybody: nobody is lost, none of our own addresses is among them. */
export function answerRecipients(
  parent: EmailHeaders,
  account: InboxAccount,
): { to: string[]; cc: string[] } {
  const own = ownAddresses(account)
  // A Reply-To that names ourselves would answer us.
  const asked = parent.replyTo && !isAmong(parent.replyTo, own) ? parent.replyTo : parent.from
  const to = [asked ?? ''].filter((address) => address !== '')
  const others = [...parent.to, ...parent.cc].filter(
    (address) => !isAmong(address, own) && !to.includes(address),
  )
  return { to, cc: [...new Set(others)] }
}
