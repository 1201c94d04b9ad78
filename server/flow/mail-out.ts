// What a message of ours has besides its text where the channel writes mails: recipients, subject, thread, HTML.
import type { InboxAccount } from '#channels/channel.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import { listBarred } from '#db/gate.ts'
import { lastInboundMail } from '#db/mail.ts'
import type { Tx } from '#db/pool.ts'
import { normaliseAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import type { Attachment, EmailHeaders } from '#domain/message.ts'
import { htmlToText, sanitizeHtml } from '#lib/html.ts'
import type { Flow } from './deps.ts'

/** What a person wants of a mail in place of what an answer to everybody would have; lists replace lists. */
export type MailWish = {
  subject?: string | null
  to?: string[]
  cc?: string[]
  bcc?: string[]
  /** Sanitised; pictures in it are `data-content-id` of attachments. */
  html?: string | null
  /** No answer to anything: it begins a thread of its own at the other side. */
  fresh?: boolean
}
export type Mail = { subject: string; email: EmailHeaders; html: string | null }

const MAX_RECIPIENTS = 50

/**
 * The mail that goes out. A person answers everybody who was on the last mail that came in, a machine only the one who
 * wrote it; whoever opted out or cannot be reached is left out, unless a person names them: then the gate refuses.
 */
export async function composeMail(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  way: { inboxId: string; to: string; byPerson: boolean; wish: MailWish },
): Promise<Mail> {
  const { wish } = way
  const last = wish.fresh ? null : await lastInboundMail(tx, workspaceId, conversation.id)
  const before = wish.subject || last?.subject || conversation.subject
  const subject = before ? (wish.subject || /^re:/i.test(before) ? before : `Re: ${before}`) : 'Your message'
  const connected = await flow.accounts.byId(workspaceId, way.inboxId, tx)
  const answer =
    last?.email && connected
      ? answerTo(connected.account, connected.channel, {
          ...last.email,
          messageId: last.external_id ?? undefined,
        })
      : null
  const headers: EmailHeaders = answer ?? { references: [], to: [], cc: [] }
  // A mail that tells nothing of whom it came from is answered where the conversation goes.
  const email = headers.to.length > 0 ? headers : { ...headers, to: [way.to] }
  const cc = way.byPerson ? await reachable(tx, workspaceId, email.cc) : []
  const { to, bcc } = wish
  const html = wish.html ?? null
  if (!wish.to && !wish.cc && !bcc) return { subject, html, email: { ...email, cc } }
  return {
    subject,
    html,
    email: {
      ...email,
      to: checked('to', to ?? email.to),
      cc: checked('cc', wish.cc ?? cc),
      ...(bcc && bcc.length > 0 ? { bcc: checked('bcc', bcc) } : {}),
    },
  }
}

/** Who would get an answer to everybody, and under which subject: what the composer begins with. */
export async function readRecipients(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  way: { inboxId: string; to: string },
): Promise<{ to: string[]; cc: string[]; subject: string }> {
  const mail = await composeMail(flow, flow.store.db, workspaceId, conversation, {
    ...way,
    byPerson: true,
    wish: {},
  })
  return { to: mail.email.to, cc: mail.email.cc, subject: mail.subject }
}

function answerTo(
  account: InboxAccount,
  channel: { answerHeaders?(parent: EmailHeaders, account: InboxAccount): EmailHeaders },
  parent: EmailHeaders,
): EmailHeaders | null {
  return channel.answerHeaders?.(parent, account) ?? null
}

/** Without those who are written to no more. */
async function reachable(tx: Tx, workspaceId: string, addresses: string[]): Promise<string[]> {
  const barred = new Set((await listBarred(tx, workspaceId, addresses.map(bare))).map((b) => b.address))
  return addresses.filter((one) => !barred.has(bare(one)))
}

/** The address in `Ann <ann@example.com>`, in its one spelling. */
export function bare(address: string): string {
  const inside = /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address
  return normaliseAddress('email', inside) ?? inside.trim().toLowerCase()
}

function checked(field: 'to' | 'cc' | 'bcc', list: string[]): string[] {
  const wrong = list.find((one) => normaliseAddress('email', bare(one)) === null)
  if (wrong !== undefined)
    throw new Refusal('invalid_input', `“${wrong}” is no mail address. Correct it or take it out.`, {
      fields: [{ path: field, message: `${wrong} is no mail address` }],
    })
  if (list.length > MAX_RECIPIENTS)
    throw new Refusal('invalid_input', `A mail takes at most ${MAX_RECIPIENTS} recipients in a line.`, {
      fields: [{ path: field, message: 'too many' }],
    })
  return [...new Map(list.map((one) => [bare(one), one.trim()])).values()]
}

/** Content-ID of an uploaded picture in a mail of ours. */
export function contentIdFor(fileId: string): string {
  return `${fileId}@frontdesk`
}

/**
 * HTML that a person wrote, made safe, with its words as text. Pictures name uploaded files (`cid:` and the file's id);
 * those files become part of the text, the others stay attachments.
 */
export function richMail(
  html: string,
  attachments: Attachment[],
): { html: string; text: string; attachments: Attachment[] } {
  const named = new Set([...html.matchAll(/\bcid:([\w-]+)/g)].map((match) => match[1] ?? ''))
  const inline = attachments.filter((file) => file.id !== null && named.has(file.id))
  const source = inline.reduce(
    (text, file) => text.replaceAll(`cid:${file.id}`, `cid:${contentIdFor(file.id ?? '')}`),
    html,
  )
  const safe = sanitizeHtml(source)
  if (!safe)
    throw new Refusal('invalid_input', 'The HTML of the mail is too complicated. Write it more simply.', {
      fields: [{ path: 'html', message: 'too complicated' }],
    })
  return {
    html: safe.html,
    text: htmlToText(safe.html),
    attachments: attachments.map((file) =>
      inline.includes(file) ? { ...file, contentId: contentIdFor(file.id ?? '') } : file,
    ),
  }
}
