// One template as Meta writes it, in our words. Gaps get keys that are unique in the whole template.
import { z } from 'zod'
import type {
  Template,
  TemplateButton,
  TemplateCategory,
  TemplateState,
  TemplateVariable,
} from '#domain/template.ts'

const words = z.string().nullish().catch(null)
const Named = z
  .array(z.object({ param_name: z.string(), example: z.string() }))
  .nullish()
  .catch(null)
const Button = z.object({
  type: z.string(),
  text: words,
  url: words,
  example: z
    .union([z.array(z.string()), z.string().transform((one) => [one])])
    .nullish()
    .catch(null),
})
const Component = z.object({
  type: z.string(),
  format: words,
  text: words,
  buttons: z.array(z.unknown()).nullish().catch(null),
  example: z
    .object({
      header_text: z.array(z.string()).nullish().catch(null),
      header_text_named_params: Named,
      body_text: z.array(z.array(z.string())).nullish().catch(null),
      body_text_named_params: Named,
    })
    .nullish()
    .catch(null),
})
type ComponentShape = z.infer<typeof Component>

export const TemplateShape = z.object({
  id: z.coerce.string().min(1),
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.string().catch(''),
  category: z.string().catch(''),
  parameter_format: words,
  rejected_reason: words,
  components: z.array(z.unknown()).catch([]),
})
type Shape = z.infer<typeof TemplateShape>

const STATES = new Map<string, TemplateState>([
  ['APPROVED', 'approved'],
  ['REINSTATED', 'approved'],
  ['UNPAUSED', 'approved'],
  ['FLAGGED', 'approved'],
  ['PENDING', 'pending'],
  ['IN_APPEAL', 'pending'],
  ['REJECTED', 'rejected'],
  ['PAUSED', 'paused'],
])

/** A state that is not known here is one in which nothing may be sent. */
export function stateOf(word: string): TemplateState {
  return STATES.get(word.toUpperCase()) ?? 'disabled'
}

export function categoryOf(word: string): TemplateCategory {
  const lower = word.toLowerCase()
  // The dearest one where Meta says something new.
  return lower === 'utility' || lower === 'authentication' ? lower : 'marketing'
}

export function reasonOf(word: string | null | undefined): string | null {
  return word && word.toUpperCase() !== 'NONE' ? word.toLowerCase().replaceAll('_', ' ') : null
}

const MAX = { header: 60, body: 1_000, link: 2_000, code: 15 }

export function toTemplate(shape: Shape): Template {
  const components = shape.components.flatMap((one) => {
    const parsed = Component.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  const of = (type: string) => components.find((one) => one.type.toUpperCase() === type)
  const category = categoryOf(shape.category)
  const state = stateOf(shape.status)
  const header = headerOf(of('HEADER'))
  const body = of('BODY')
  const buttons = buttonsOf(of('BUTTONS'), category)
  const odd = components.find(
    (one) => !['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].includes(one.type.toUpperCase()),
  )
  return {
    externalId: shape.id,
    name: shape.name,
    language: shape.language,
    category,
    state,
    reason: reasonOf(shape.rejected_reason),
    problem: buttons.problem ?? header.problem ?? oddPart(odd?.type),
    header: header.header,
    body: keyed(body?.text ?? '', 'body'),
    footer: of('FOOTER')?.text ?? null,
    buttons: buttons.buttons,
    variables: [
      ...gapsOf(of('HEADER')?.text, 'header', of('HEADER'), category),
      ...gapsOf(body?.text, 'body', body, category),
      ...buttons.variables,
    ],
    format: shape.parameter_format?.toUpperCase() === 'NAMED' ? 'named' : 'positional',
  }
}

const GAP = /\{\{\s*(\w+)\s*\}\}/g
const keyed = (text: string, part: string) => text.replace(GAP, (_gap, name: string) => `{{${part}.${name}}}`)
const oddPart = (type: string | undefined) =>
  type ? `It has a part that cannot be filled in here (${type.toLowerCase().replaceAll('_', ' ')})` : null

function headerOf(given: ComponentShape | undefined): Pick<Template, 'header' | 'problem'> {
  if (!given) return { header: null, problem: null }
  switch (given.format?.toUpperCase()) {
    case 'IMAGE':
      return { header: { kind: 'file', type: 'image' }, problem: null }
    case 'VIDEO':
      return { header: { kind: 'file', type: 'video' }, problem: null }
    case 'DOCUMENT':
      return { header: { kind: 'file', type: 'document' }, problem: null }
    case 'TEXT':
      return { header: { kind: 'text', text: keyed(given.text ?? '', 'header') }, problem: null }
    default:
      return { header: null, problem: oddPart(`header ${given.format ?? ''}`) }
  }
}

function gapsOf(
  text: string | null | undefined,
  part: 'header' | 'body',
  component: ComponentShape | undefined,
  category: TemplateCategory,
): TemplateVariable[] {
  const names = [...new Set([...(text ?? '').matchAll(GAP)].map((match) => match[1] ?? ''))]
  const { example } = component ?? {}
  const listed = part === 'header' ? example?.header_text : example?.body_text?.[0]
  const named = part === 'header' ? example?.header_text_named_params : example?.body_text_named_params
  return names.map((name): TemplateVariable => {
    const numbered = /^\d+$/.test(name)
    const code = category === 'authentication'
    return {
      key: `${part}.${name}`,
      label: code ? 'Code' : numbered ? `${part === 'header' ? 'Heading' : 'Text'} ${name}` : spoken(name),
      kind: code ? 'code' : 'text',
      example: numbered
        ? (listed?.[Number(name) - 1] ?? null)
        : (named?.find((one) => one.param_name === name)?.example ?? null),
      maxLength: code ? MAX.code : MAX[part],
    }
  })
}

const spoken = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ')

type Buttons = { buttons: TemplateButton[]; variables: TemplateVariable[]; problem: string | null }

function buttonsOf(given: ComponentShape | undefined, category: TemplateCategory): Buttons {
  const all: Buttons = { buttons: [], variables: [], problem: null }
  ;(given?.buttons ?? []).forEach((one, at) => {
    const parsed = Button.safeParse(one)
    if (!parsed.success) return
    const { type, text, url, example } = parsed.data
    const key = `button.${at}`
    const said = text ?? ''
    switch (type.toUpperCase()) {
      case 'QUICK_REPLY':
        all.buttons.push({ kind: 'reply', text: said, url: null })
        return
      case 'PHONE_NUMBER':
        all.buttons.push({ kind: 'phone', text: said, url: null })
        return
      case 'OTP':
        all.buttons.push({ kind: 'code', text: said || 'Copy code', url: null })
        return
      case 'URL': {
        // The button of a one-time code carries the code of the text: there is nothing more to fill in.
        const gap = url !== null && url !== undefined && GAP.test(url)
        GAP.lastIndex = 0
        const own = gap && category !== 'authentication'
        all.buttons.push({
          kind: category === 'authentication' ? 'code' : 'link',
          text: said,
          url: own
            ? (url ?? '').replace(GAP, `{{${key}}}`)
            : category === 'authentication'
              ? null
              : (url ?? null),
        })
        if (own)
          all.variables.push({
            key,
            label: `End of the link “${said}”`,
            kind: 'link',
            example: example?.[0] ?? null,
            maxLength: MAX.link,
          })
        return
      }
      case 'COPY_CODE':
        all.buttons.push({ kind: 'code', text: said || 'Copy offer code', url: null })
        all.variables.push({
          key,
          label: 'Offer code',
          kind: 'code',
          example: example?.[0] ?? null,
          maxLength: MAX.code,
        })
        return
      default:
        // Its place must stay, because buttons are numbered.
        all.buttons.push({ kind: 'reply', text: said, url: null })
        all.problem = oddPart(`button ${type}`)
    }
  })
  return all
}
