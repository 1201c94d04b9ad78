// Approved templates: the only words that some channels carry outside of their window. What one says, what has to be
// filled in, and whether what was filled in may leave. Pure; providers' own forms stay in their channels.
import { z } from 'zod'

/** What it costs by, and what it may say: providers charge and police by this. */
export const templateCategories = ['marketing', 'utility', 'authentication'] as const
export const TemplateCategory = z.enum(templateCategories)
export type TemplateCategory = z.infer<typeof TemplateCategory>

export const TemplateState = z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled'])
export type TemplateState = z.infer<typeof TemplateState>

/** One gap. Its place in the texts is `{{key}}`; keys are unique in the whole template. */
export const TemplateVariable = z.object({
  key: z.string(),
  label: z.string(),
  /** `link`: the end of an address; `code`: a one-time code. */
  kind: z.enum(['text', 'link', 'code']),
  example: z.string().nullable(),
  maxLength: z.number(),
})
export type TemplateVariable = z.infer<typeof TemplateVariable>

export const TemplateButton = z.object({
  kind: z.enum(['reply', 'link', 'phone', 'code']),
  text: z.string(),
  /** Where a link leads, with its gap. */
  url: z.string().nullable(),
})
export type TemplateButton = z.infer<typeof TemplateButton>

export const Template = z.object({
  /** The provider's id of this template in this language. */
  externalId: z.string(),
  name: z.string(),
  language: z.string(),
  category: TemplateCategory,
  state: TemplateState,
  /** Why the provider does not approve of it, in its words. */
  reason: z.string().nullable(),
  /** Why it cannot be sent from here even where it is approved. */
  problem: z.string().nullable(),
  header: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('file'), type: z.enum(['image', 'video', 'document']) }),
    ])
    .nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(TemplateButton),
  variables: z.array(TemplateVariable),
  /** `named` or `positional` gaps at the provider; what is sent depends on it. */
  format: z.enum(['positional', 'named']),
})
export type Template = z.infer<typeof Template>

/** A template with its gaps filled: what a message of ours carries to its channel. */
export const FilledTemplate = z.object({ template: Template, variables: z.record(z.string(), z.string()) })
export type FilledTemplate = z.infer<typeof FilledTemplate>

/** The longest body after filling (WhatsApp: 132005 beyond it). */
export const MAX_TEMPLATE_BODY = 1_024

/** May it be sent now? The reason where not. */
export function whyUnusable(template: Pick<Template, 'state' | 'reason' | 'problem'>): string | null {
  switch (template.state) {
    case 'approved':
      return template.problem
    case 'pending':
      return 'It is being reviewed, and may not be sent yet'
    case 'rejected':
      return `It was rejected${template.reason ? `: ${template.reason}` : ''}`
    case 'paused':
      return `It is paused, because people disliked it${template.reason ? `: ${template.reason}` : ''}`
    case 'disabled':
      return `It is switched off${template.reason ? `: ${template.reason}` : ''}`
  }
}

/** A text with its gaps filled; what is not filled in yet stands as its name in brackets. */
export function fillText(
  text: string,
  variables: Record<string, string>,
  labels: TemplateVariable[],
): string {
  return text.replace(/\{\{([^{}]+)\}\}/g, (_gap, key: string) => {
    const given = variables[key]?.trim()
    return given || `[${labels.find((v) => v.key === key)?.label ?? key}]`
  })
}

/** Everything that the customer will read, for the thread and for the preview. Buttons stand apart. */
export function renderTemplate(template: Template, variables: Record<string, string>): string {
  const fill = (text: string) => fillText(text, variables, template.variables)
  const parts = [
    template.header?.kind === 'text' ? fill(template.header.text) : null,
    fill(template.body),
    template.footer,
  ]
  return parts.filter((part) => part).join('\n\n')
}

export type TemplateProblem = { path: string; message: string }

/**
 * Everything that the provider would refuse, before anything leaves: gaps that are empty, unknown or too long, line
 * breaks in them, a missing or wrong file. Empty where it may go. `fileTypes`: of the files that go along.
 */
export function checkTemplate(
  template: Template,
  variables: Record<string, string>,
  fileTypes: string[],
): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const unusable = whyUnusable(template)
  if (unusable) problems.push({ path: 'template.id', message: `${unusable}.` })
  for (const variable of template.variables) {
    const message = checkVariable(variable, variables[variable.key] ?? '')
    if (message) problems.push({ path: `template.variables.${variable.key}`, message })
  }
  for (const key of Object.keys(variables))
    if (!template.variables.some((v) => v.key === key))
      problems.push({ path: `template.variables.${key}`, message: 'This template has no such gap.' })
  const body = fillText(template.body, variables, template.variables)
  if (problems.length === 0 && body.length > MAX_TEMPLATE_BODY)
    problems.push({
      path: 'template.variables',
      message: `Filled in, the text has ${body.length} characters; ${MAX_TEMPLATE_BODY} are allowed.`,
    })
  const file = checkFile(template, fileTypes)
  if (file) problems.push({ path: 'attachments', message: file })
  return problems
}

/** What is wrong with one gap; null where nothing is. */
export function checkVariable(variable: TemplateVariable, given: string): string | null {
  const text = given.trim()
  if (text === '') return `Fill in “${variable.label}”.`
  if (text.length > variable.maxLength)
    return `“${variable.label}” may have ${variable.maxLength} characters.`
  if (/[\r\n\t]/.test(text)) return `“${variable.label}” must be on one line.`
  if (/ {5,}/.test(text)) return `“${variable.label}” has too many spaces in a row.`
  if (variable.kind === 'link' && /\s/.test(text)) return `“${variable.label}” must be without spaces.`
  if (variable.kind === 'code' && !/^[A-Za-z0-9-]+$/.test(text))
    return `“${variable.label}” may have letters and figures only.`
  return null
}

const FILES = {
  image: { types: ['image/jpeg', 'image/png'], say: 'a picture (JPEG or PNG)' },
  video: { types: ['video/mp4', 'video/3gpp'], say: 'a video (MP4)' },
  document: { types: ['application/pdf'], say: 'a document (PDF)' },
} as const

/** Which files the head of a template takes; null where it takes none. */
export function headerFile(template: Template): { types: readonly string[]; say: string } | null {
  return template.header?.kind === 'file' ? FILES[template.header.type] : null
}

function checkFile(template: Template, types: string[]): string | null {
  const wanted = headerFile(template)
  if (!wanted) return types.length > 0 ? 'This template takes no file.' : null
  const [type, another] = types
  if (type === undefined || another !== undefined || !wanted.types.includes(type))
    return `This template needs ${wanted.say}, and only that.`
  return null
}
