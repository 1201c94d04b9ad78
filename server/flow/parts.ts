// The parts of a message of ours, checked before it is written: a template whose gaps are filled, answers within the
// channel's limits, a message that can be answered. Refuses with the field that is wrong; only 4-act calls this.
import type { ConversationFacts } from '#db/conversations.ts'
import type { Tx } from '#db/pool.ts'
import { findQuotable } from '#db/quotes.ts'
import { findTemplate } from '#db/templates.ts'
import { type FieldError, Refusal } from '#domain/errors.ts'
import type { Attachment, Choice } from '#domain/message.ts'
import { checkChoices, type Parts } from '#domain/parts.ts'
import { checkTemplate, renderTemplate } from '#domain/template.ts'
import type { Flow } from './deps.ts'

export type WantedParts = {
  text: string
  attachments?: Attachment[]
  inboxId?: string
  template?: { id: string; variables: Record<string, string> } | undefined
  choices?: Choice[]
  quotes?: string | undefined
}

/** What is stored with the message, and its text: for a template, what the customer will read. */
export async function readParts(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  wanted: WantedParts,
): Promise<{ text: string; parts: Parts }> {
  const choices = wanted.choices ?? []
  if (!wanted.template && choices.length === 0 && !wanted.quotes) return { text: wanted.text, parts: {} }
  const inboxId = wanted.inboxId ?? conversation.inbox_id
  const capabilities = (await flow.accounts.byId(workspaceId, inboxId, tx))?.channel.capabilities
  const parts: Parts = {}
  let text = wanted.text
  if (wanted.template) {
    const { template, variables } = await readTemplate(tx, workspaceId, inboxId, wanted)
    parts.template = { template, variables }
    text = renderTemplate(template, variables)
  }
  if (choices.length > 0) {
    refuse(
      wanted.template
        ? [{ path: 'choices', message: 'A template brings its own buttons.' }]
        : checkChoices(choices, text, capabilities?.choices),
    )
    parts.choices = choices
  }
  if (wanted.quotes) {
    const target = await findQuotable(tx, workspaceId, conversation.id, wanted.quotes)
    if (!capabilities?.quotes || target?.inbox_id !== inboxId || !target.external_id)
      refuse([{ path: 'quotes', message: 'This message cannot be answered by name on this channel.' }])
    else parts.quotes = target.external_id
  }
  return { text, parts }
}

async function readTemplate(tx: Tx, workspaceId: string, inboxId: string, wanted: WantedParts) {
  const row = wanted.template && (await findTemplate(tx, workspaceId, wanted.template.id))
  if (!row || row.inbox_id !== inboxId)
    throw new Refusal(
      'not_found',
      'This inbox has no such template. Synchronise its templates, and choose again.',
    )
  const template = row.content
  const variables = Object.fromEntries(
    Object.entries(wanted.template?.variables ?? {}).map(([key, value]) => [key, value.trim()]),
  )
  refuse([
    ...(wanted.text.trim() !== ''
      ? [{ path: 'text', message: 'A template says what it says: leave the text empty.' }]
      : []),
    ...checkTemplate(
      template,
      variables,
      (wanted.attachments ?? []).map((file) => file.type),
    ),
  ])
  return { template, variables }
}

function refuse(fields: FieldError[]): void {
  if (fields.length > 0)
    throw new Refusal('invalid_input', fields.map((f) => f.message).join(' '), { fields })
}
