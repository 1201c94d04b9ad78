// What Meta says about the account rather than about a message: templates, the number's rating, restrictions.
import { z } from 'zod'
import type { IncomingItem, IncomingNotice } from '#channels/channel.ts'
import { categoryOf, reasonOf, stateOf } from './template-shape.ts'

const words = z.string().nullish().catch(null)
const About = z.object({
  message_template_id: z.coerce.string().nullish().catch(null),
  message_template_name: words,
  message_template_language: words,
  event: words,
  reason: words,
  other_info: z.object({ description: words, title: words }).nullish().catch(null),
  new_quality_score: words,
  new_category: words,
  display_phone_number: words,
  current_limit: words,
  max_daily_conversations_per_business: words,
})

export const ACCOUNT_FIELDS = [
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'account_update',
  'account_alerts',
]

/** Reads one such change; `field` is one of ACCOUNT_FIELDS. */
export function readAccountChange(field: string, given: unknown): IncomingItem[] {
  const parsed = About.safeParse(given)
  if (!parsed.success) return [{ kind: 'ignored', why: `The change “${field}” says nothing.` }]
  const about = parsed.data
  const template = `The template “${(about.message_template_name ?? '').slice(0, 120)}” (${about.message_template_language ?? '?'})`
  const notice = (level: IncomingNotice['level'], text: string): IncomingNotice => ({
    kind: 'notice',
    code: field,
    level,
    text,
    data: Object.fromEntries(Object.entries(about).filter(([, one]) => one !== null && one !== undefined)),
  })
  const change = (what: Extract<IncomingItem, { kind: 'template_change' }>['change']): IncomingItem[] =>
    about.message_template_id
      ? [{ kind: 'template_change', externalId: about.message_template_id, change: what }]
      : []
  switch (field) {
    case 'message_template_status_update': {
      const state = stateOf(about.event ?? '')
      const reason = state === 'approved' ? null : (about.other_info?.description ?? reasonOf(about.reason))
      const level = state === 'approved' || state === 'pending' ? 'info' : 'warning'
      return [
        ...change({ state, reason }),
        notice(
          level,
          `${template} is now ${(about.event ?? 'changed').toLowerCase().replaceAll('_', ' ')}${reason ? `: ${reason}` : ''}.`,
        ),
      ]
    }
    case 'template_category_update': {
      const category = categoryOf(about.new_category ?? '')
      return [
        ...(about.new_category ? change({ category }) : []),
        notice('warning', `${template} costs as “${category}” from now on.`),
      ]
    }
    case 'message_template_quality_update': {
      const score = about.new_quality_score?.toUpperCase() ?? 'UNKNOWN'
      return [
        notice(
          score === 'RED' ? 'warning' : 'info',
          `${template} is rated ${score.toLowerCase()} by the people who got it${score === 'RED' ? ': it will be paused if that stays so' : ''}.`,
        ),
      ]
    }
    case 'phone_number_quality_update': {
      const limit = about.max_daily_conversations_per_business ?? about.current_limit
      const bad = ['FLAGGED', 'DOWNGRADE'].includes(about.event?.toUpperCase() ?? '')
      return [
        notice(
          bad ? 'warning' : 'info',
          `WhatsApp has changed how it rates the number (${(about.event ?? 'changed').toLowerCase()})${limit ? `; its limit is ${limit.toLowerCase().replaceAll('_', ' ')}` : ''}.`,
        ),
      ]
    }
    default:
      return [
        notice(
          'warning',
          `WhatsApp says about the account: ${(about.event ?? 'something changed').toLowerCase().replaceAll('_', ' ')}. Look in the WhatsApp Manager of Meta.`,
        ),
      ]
  }
}
