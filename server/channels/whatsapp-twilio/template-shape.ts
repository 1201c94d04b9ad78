// One content of Twilio as a template of ours. Its gaps are numbered or named over the whole content, so their names
// are the keys.
import { z } from 'zod'
import type { Template, TemplateButton, TemplateState, TemplateVariable } from '#domain/template.ts'

const words = z.string().nullish().catch(null)
const Action = z.object({ type: words, title: words, url: words, id: words, phone: words, code: words })
const Type = z.object({
  body: words,
  header_text: words,
  title: words,
  subtitle: words,
  footer: words,
  media: z
    .union([z.array(z.string()), z.string().transform((one) => [one])])
    .nullish()
    .catch(null),
  actions: z.array(Action).nullish().catch(null),
})
export const ContentShape = z.object({
  sid: z.string().min(1),
  friendly_name: words,
  language: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish().catch(null),
  types: z.record(z.string(), z.unknown()).catch({}),
  approval_requests: z
    .object({ name: words, category: words, status: words, rejection_reason: words })
    .nullish()
    .catch(null),
})
type Shape = z.infer<typeof ContentShape>

const STATES = new Map<string, TemplateState>([
  ['approved', 'approved'],
  ['received', 'pending'],
  ['pending', 'pending'],
  ['rejected', 'rejected'],
  ['paused', 'paused'],
])

/** Types that can be filled in here, the richest first: a content may carry several for channels that differ. */
const KNOWN = [
  'whatsapp/authentication',
  'whatsapp/card',
  'twilio/card',
  'twilio/call-to-action',
  'twilio/quick-reply',
  'twilio/media',
  'twilio/text',
]

/** A content that was never offered to WhatsApp is no template: null. */
export function toTemplate(shape: Shape): Template | null {
  const approval = shape.approval_requests
  if (!approval?.status || approval.status === 'unsubmitted') return null
  const name = KNOWN.find((one) => one in shape.types)
  const parsed = Type.safeParse(name ? shape.types[name] : {})
  const type = parsed.success ? parsed.data : Type.parse({})
  const category = approval.category?.toLowerCase() ?? ''
  const code = name === 'whatsapp/authentication'
  const body = code ? '{{1}} is your verification code.' : (type.body ?? type.title ?? '')
  const buttons = (type.actions ?? []).map(toButton)
  const header = type.header_text ?? (type.body ? type.title : null) ?? null
  const footer = type.footer ?? type.subtitle ?? null
  const texts = [header, body, footer, ...(type.media ?? []), ...buttons.map((b) => b.url)]
  return {
    externalId: shape.sid,
    name: approval.name ?? shape.friendly_name ?? shape.sid,
    language: shape.language,
    category: category === 'utility' || category === 'authentication' ? category : 'marketing',
    state: STATES.get(approval.status.toLowerCase()) ?? 'disabled',
    reason: approval.rejection_reason?.trim() || null,
    problem: name
      ? null
      : `It is of a kind that cannot be filled in here (${Object.keys(shape.types).join(', ')})`,
    header: header ? { kind: 'text', text: trimmed(header) } : null,
    body: trimmed(body),
    footer: footer ? trimmed(footer) : null,
    buttons,
    variables: gapsOf(texts, shape.variables ?? {}, code),
    format: 'positional',
  }
}

const GAP = /\{\{\s*(\w+)\s*\}\}/g
const trimmed = (text: string) => text.replace(GAP, '{{$1}}')

function toButton({ type, title, url, phone }: z.infer<typeof Action>): TemplateButton {
  const kind = type?.toUpperCase() ?? ''
  if (kind === 'URL' || url) return { kind: 'link', text: title ?? '', url: url ? trimmed(url) : null }
  if (kind.startsWith('PHONE') || phone) return { kind: 'phone', text: title ?? '', url: null }
  if (kind === 'COPY_CODE') return { kind: 'code', text: title ?? 'Copy code', url: null }
  return { kind: 'reply', text: title ?? '', url: null }
}

function gapsOf(
  texts: (string | null)[],
  examples: Record<string, unknown>,
  code: boolean,
): TemplateVariable[] {
  const names = texts.flatMap((text) => [...(text ?? '').matchAll(GAP)].map((match) => match[1] ?? ''))
  const link = new Set(
    texts.flatMap((text) => (text?.startsWith('http') ? [...text.matchAll(GAP)].map((m) => m[1]) : [])),
  )
  return [...new Set(names)]
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => {
      const example = examples[key]
      return {
        key,
        label: code ? 'Code' : /^\d+$/.test(key) ? `Text ${key}` : key.replaceAll('_', ' '),
        kind: code ? 'code' : link.has(key) ? 'link' : 'text',
        example: typeof example === 'string' && example !== '' ? example : null,
        maxLength: code ? 15 : 1_000,
      }
    })
}
