// Templates that were made with Twilio's Content API, and what WhatsApp says about each.
import { z } from 'zod'
import type { ChannelIo, ChoreResult, InboxAccount, TemplateList } from '#channels/channel.ts'
import { describeError } from '#channels/protocols/twilio/errors.ts'
import { callProduct } from '#channels/protocols/twilio/hosts.ts'
import { readRefusal } from '#channels/protocols/twilio/rest.ts'
import { twilioSettings } from '#channels/protocols/twilio/settings.ts'
import type { Template } from '#domain/template.ts'
import { ContentShape, toTemplate } from './template-shape.ts'

const Page = z.object({
  contents: z.array(z.unknown()),
  meta: z.object({ next_page_url: z.string().nullish() }).nullish().catch(null),
})

const FIRST = '/v1/ContentAndApprovals?PageSize=100'
/** Twilio keeps some thousands of them; whoever has more pages than this has a loop. */
const MAX_PAGES = 100

/** All contents that were offered to WhatsApp, page by page. A page that fails fails the list. */
export async function listTemplates(account: InboxAccount, io: ChannelIo): Promise<TemplateList> {
  const settings = twilioSettings(account)
  const templates: Template[] = []
  let path: string | null = FIRST
  for (let page = 0; path !== null; page++) {
    if (page === MAX_PAGES)
      return { outcome: 'failed', reason: 'Twilio’s list of contents has no end', remedy: 'Try again later.' }
    const answer = await callProduct({ io, settings }, 'content', path, null)
    if (answer.outcome !== 'answered')
      return {
        outcome: 'failed',
        reason: `Twilio could not be reached (${answer.code})`,
        remedy: 'Try again in a moment.',
      }
    const read = Page.safeParse(answer.json)
    if (answer.status !== 200 || !read.success) {
      const { code, said } = readRefusal(answer.json)
      return refused(code ?? (answer.status === 401 ? '20003' : null), said ?? `HTTP ${answer.status}`)
    }
    for (const one of read.data.contents) {
      const parsed = ContentShape.safeParse(one)
      const template = parsed.success ? toTemplate(parsed.data) : null
      if (template) templates.push(template)
    }
    path = pathOf(read.data.meta?.next_page_url)
  }
  return { outcome: 'done', templates }
}

/** The words for messages fit where the account is meant; else it is the list that Twilio does not give out. */
function refused(code: string | null, said: string): TemplateList {
  const { reason, action } = describeError(code, said).error
  return code === '20003'
    ? { outcome: 'failed', reason, remedy: action }
    : {
        outcome: 'failed',
        reason: `Twilio does not give out its templates (${said.slice(0, 200)})`,
        remedy: 'Let the API key read contents (Content API) in the Twilio console, or use the auth token.',
      }
}

/** The path only: credentials stay with the host that they are for. */
function pathOf(next: string | null | undefined): string | null {
  const url = next ? URL.parse(next, 'https://content.twilio.com') : null
  return url ? url.pathname + url.search : null
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
