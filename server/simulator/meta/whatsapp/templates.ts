// Templates that Meta has approved for the made-up business, to start or resume a conversation with.
type Component = { type: string; text?: string; buttons?: { type: string; text: string }[] }

export const templates: readonly {
  id: string
  name: string
  language: string
  status: string
  category: string
  parameter_format: string
  components: Component[]
}[] = [
  {
    id: '900000000000001',
    name: 'visit_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Hi {{1}}, this is a reminder of your visit on {{2}}. See you then!' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'I’ll be there' },
          { type: 'QUICK_REPLY', text: 'Change the time' },
        ],
      },
    ],
  },
  {
    id: '900000000000002',
    name: 'still_interested',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'POSITIONAL',
    components: [{ type: 'BODY', text: 'Hi {{1}}, are you still looking for help? Just answer here.' }],
  },
]

/** The text of a template with what was filled in, and its buttons; null where there is none of this name. */
export function fillTemplate(
  name: string,
  language: string,
  values: string[],
): { text: string; buttons: string[] } | null {
  const found = templates.find((one) => one.name === name && one.language === language)
  if (!found) return null
  const body = found.components.find((one) => one.type === 'BODY')?.text ?? ''
  const buttons = found.components.flatMap((one) => one.buttons?.map((button) => button.text) ?? [])
  const text = body.replace(/\{\{(\d+)\}\}/g, (_, place: string) => values[Number(place) - 1] ?? '')
  return { text, buttons }
}
