import { describe, expect, it } from 'vitest'
import { checkTemplate, checkVariable, renderTemplate, type Template, whyUnusable } from './template.ts'

const gap = (key: string, more: Partial<Template['variables'][number]> = {}) => ({
  key,
  label: key,
  kind: 'text' as const,
  example: null,
  maxLength: 60,
  ...more,
})
const template = (more: Partial<Template> = {}): Template => ({
  externalId: '1',
  name: 'reminder',
  language: 'en_US',
  category: 'utility',
  state: 'approved',
  reason: null,
  problem: null,
  header: null,
  body: 'Hello {{body.1}}, until {{body.2}}.',
  footer: 'Harbour Dental',
  buttons: [],
  variables: [gap('body.1'), gap('body.2')],
  format: 'positional',
  ...more,
})
const filled = { 'body.1': 'Mara', 'body.2': 'Tuesday' }
const paths = (...given: Parameters<typeof checkTemplate>) => checkTemplate(...given).map((p) => p.path)

describe('a template', () => {
  it('reads as the customer will read it, and names what is missing', () => {
    expect(renderTemplate(template(), filled)).toBe('Hello Mara, until Tuesday.\n\nHarbour Dental')
    expect(renderTemplate(template({ footer: null }), {})).toBe('Hello [body.1], until [body.2].')
  })

  it('may go when everything is filled in', () => {
    expect(paths(template(), filled, [])).toEqual([])
  })

  it('may not go with a gap that is empty, unknown, too long or on two lines', () => {
    expect(paths(template(), { 'body.1': ' ' }, [])).toEqual([
      'template.variables.body.1',
      'template.variables.body.2',
    ])
    expect(paths(template(), { ...filled, other: 'x' }, [])).toEqual(['template.variables.other'])
    for (const wrong of ['x'.repeat(61), 'a\nb', 'a\tb', 'a     b'])
      expect(paths(template(), { ...filled, 'body.1': wrong }, []), wrong).toEqual([
        'template.variables.body.1',
      ])
  })

  it('may not be longer than the provider takes, filled in', () => {
    const long = template({ body: `${'x'.repeat(1_000)}{{body.1}}`, variables: [gap('body.1')] })
    expect(paths(long, { 'body.1': 'x'.repeat(24) }, [])).toEqual([])
    expect(paths(long, { 'body.1': 'x'.repeat(25) }, [])).toEqual(['template.variables'])
  })

  it('needs the one file of its heading, and no other', () => {
    const picture = template({ header: { kind: 'file', type: 'image' } })
    expect(paths(picture, filled, ['image/png'])).toEqual([])
    for (const files of [[], ['video/mp4'], ['image/png', 'image/png']])
      expect(paths(picture, filled, files)).toEqual(['attachments'])
    expect(paths(template(), filled, ['image/png'])).toEqual(['attachments'])
  })

  it.each([
    [{ state: 'pending' }, /being reviewed/],
    [{ state: 'rejected', reason: 'abusive content' }, /rejected: abusive content/],
    [{ state: 'paused' }, /paused/],
    [{ state: 'disabled' }, /switched off/],
    [{ problem: 'It has a carousel' }, /carousel/],
  ] as const)('%j may not be sent, and says why', (more, words) => {
    expect(whyUnusable(template(more))).toMatch(words)
    expect(paths(template(more), filled, [])).toEqual(['template.id'])
  })
})

it.each([
  ['link', 'a b', /without spaces/],
  ['code', 'a!b', /letters and figures/],
] as const)('a gap for a %s takes no %j', (kind, given, words) => {
  expect(checkVariable(gap('x', { kind }), given)).toMatch(words)
  expect(checkVariable(gap('x', { kind }), 'a-1')).toBeNull()
})
