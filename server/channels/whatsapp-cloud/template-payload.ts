// A filled template as the Cloud API wants it: the gaps of each part in their order, or by their names.
import type { FilledTemplate, Template } from '#domain/template.ts'

type Parameter = Record<string, unknown>

/** `file`: the uploaded file of the heading, where the template has one. */
export function templateOf(
  { template, variables }: FilledTemplate,
  file: { id: string; name: string } | null,
): Record<string, unknown> {
  const components = [
    ...headerOf(template, variables, file),
    ...partOf(template, variables, 'body'),
    ...buttonsOf(template, variables),
  ]
  return {
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language, policy: 'deterministic' },
      ...(components.length > 0 ? { components } : {}),
    },
  }
}

function headerOf(
  template: Template,
  variables: Record<string, string>,
  file: { id: string; name: string } | null,
) {
  if (template.header?.kind !== 'file') return partOf(template, variables, 'header')
  const { type } = template.header
  const carried = { id: file?.id, ...(type === 'document' ? { filename: file?.name } : {}) }
  return file ? [{ type: 'header', parameters: [{ type, [type]: carried }] }] : []
}

function partOf(template: Template, variables: Record<string, string>, part: 'header' | 'body') {
  const own = template.variables.filter((one) => one.key.startsWith(`${part}.`))
  if (own.length === 0) return []
  const nameOf = (key: string) => key.slice(part.length + 1)
  const inOrder =
    template.format === 'named' ? own : [...own].sort((a, b) => Number(nameOf(a.key)) - Number(nameOf(b.key)))
  const parameters: Parameter[] = inOrder.map((one) => ({
    type: 'text',
    ...(template.format === 'named' ? { parameter_name: nameOf(one.key) } : {}),
    text: variables[one.key] ?? '',
  }))
  return [{ type: part, parameters }]
}

function buttonsOf(template: Template, variables: Record<string, string>) {
  const code = template.variables.find((one) => one.key.startsWith('body.'))
  return template.buttons.flatMap((button, at): Record<string, unknown>[] => {
    const key = `button.${at}`
    const filled = variables[key]
    const index = String(at)
    // A one-time code stands in the text and behind its button.
    if (template.category === 'authentication')
      return button.kind === 'code' && code
        ? [
            {
              type: 'button',
              sub_type: 'url',
              index,
              parameters: [{ type: 'text', text: variables[code.key] ?? '' }],
            },
          ]
        : []
    if (!template.variables.some((one) => one.key === key)) return []
    return button.kind === 'code'
      ? [
          {
            type: 'button',
            sub_type: 'copy_code',
            index,
            parameters: [{ type: 'coupon_code', coupon_code: filled ?? '' }],
          },
        ]
      : [{ type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text: filled ?? '' }] }]
  })
}
