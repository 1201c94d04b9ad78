// The approved templates of a WhatsApp Business account, in our words.
import { z } from 'zod'
import type { ChannelIo, ChoreResult, InboxAccount, TemplateList } from '#channels/channel.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { findBusinessAccount } from './business-account.ts'
import { describeError } from './errors.ts'
import { callGraph } from './graph.ts'
import { TemplateShape, toTemplate } from './template-shape.ts'

const Page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ next: z.string().nullish(), cursors: z.object({ after: z.string().nullish() }).nullish() })
    .nullish()
    .catch(null),
})

const FIELDS = 'id,name,language,status,category,parameter_format,rejected_reason,components'
const PAGE_SIZE = 100
/** Meta allows 6,000 templates; whoever has more pages than this has a loop. */
const MAX_PAGES = 100

/** All templates, page by page. One that cannot be read is left out; a page that fails fails the list. */
export async function listTemplates(account: InboxAccount, io: ChannelIo): Promise<TemplateList> {
  const business = await findBusinessAccount(account, io)
  if (!('id' in business)) return { outcome: 'failed', ...business }
  const templates: Extract<TemplateList, { outcome: 'done' }>['templates'] = []
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = new URLSearchParams({
      fields: FIELDS,
      limit: String(PAGE_SIZE),
      ...(after ? { after } : {}),
    })
    const answer = await callGraph(io, account, `${business.id}/message_templates?${query}`, null)
    if (answer.outcome !== 'answered') return unreachable(answer.code)
    const read = Page.safeParse(answer.json)
    if (answer.status >= 300 || !read.success) return refused(answer.status, answer.json)
    for (const one of read.data.data) {
      const parsed = TemplateShape.safeParse(one)
      if (parsed.success) templates.push(toTemplate(parsed.data))
    }
    after = (read.data.paging?.next && read.data.paging.cursors?.after) || null
    if (!after) return { outcome: 'done', templates }
  }
  return { outcome: 'failed', reason: 'WhatsApp’s list of templates has no end', remedy: 'Try again later.' }
}

function unreachable(code: string): TemplateList {
  return {
    outcome: 'failed',
    reason: `WhatsApp could not be reached (${code})`,
    remedy: 'Try again in a moment.',
  }
}

function refused(status: number, json: unknown): TemplateList {
  const error = readGraphError(json)
  const words = error && describeError(error).error
  return {
    outcome: 'failed',
    reason: words?.reason ?? `WhatsApp did not give its templates (HTTP ${status})`,
    remedy:
      words?.action ??
      'Give the access token the permission whatsapp_business_management, and check the account ID.',
  }
}

/** Chore: the same list, as an item to be recorded. */
export async function refreshTemplates(
  account: InboxAccount,
  _state: Record<string, unknown> | null,
  io: ChannelIo,
): Promise<ChoreResult> {
  const list = await listTemplates(account, io)
  return list.outcome === 'done'
    ? { outcome: 'done', state: null, items: [{ kind: 'templates', all: list.templates }] }
    : { outcome: 'failed', reason: list.reason, remedy: list.remedy }
}
