// What Meta says about the account: its test, its token, its number, its templates.

import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { numberNotice, probe } from './number.ts'
import { paceOf } from './pace.ts'
import { signal } from './signal.ts'
import { TemplateShape, toTemplate } from './template-shape.ts'
import { listTemplates, refreshTemplates } from './templates.ts'
import { tokenNotice, watchToken } from './token.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const account = (settings: Record<string, unknown> = {}): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'whatsapp',
  provider: 'meta',
  name: 'WhatsApp',
  address: '+12125550100',
  settings: { phoneNumberId: '100200300400500', accessToken: 'EAAt', ...settings },
})

/** An API that answers by path, in turn; what it was asked is kept. */
function api(...answers: (Response | Error)[]) {
  const asked: string[] = []
  const io: ChannelIo = {
    fetch: (input) => {
      asked.push(input instanceof Request ? input.url : input.toString())
      const answer = answers[asked.length - 1] ?? answers.at(-1)
      return answer instanceof Response ? Promise.resolve(answer.clone()) : Promise.reject(answer)
    },
    now: () => NOW,
    webhookUrl: 'https://desk.example/webhooks/meta/k3y',
    apiBase: null,
    secret: 'secret',
  }
  return { io, asked }
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const refusal = (code: number, status = 401) => json({ error: { code, message: 'no' } }, status)
const away = fetchFailure('ECONNREFUSED')
const number = {
  id: '100200300400500',
  display_phone_number: '+1 212-555-0100',
  verified_name: 'Harbour Dental',
  quality_rating: 'GREEN',
  status: 'CONNECTED',
}

describe('the test of an inbox', () => {
  it('with good credentials tells whose number it is', async () => {
    const { io, asked } = api(json(number))
    expect((await probe(account(), io)).map((s) => [s.step, s.ok])).toEqual([
      ['credentials', true],
      ['sender', true],
    ])
    expect(asked[0]).toContain('/v23.0/100200300400500?fields=')
  })
  it('finds the id of another number, and one that is not in service', async () => {
    const [, other] = await probe(
      account(),
      api(json({ ...number, display_phone_number: '+1 212-555-0199' })).io,
    )
    expect([other?.ok, other?.remedy]).toEqual([false, expect.stringContaining('another number')])
    const [, asleep] = await probe(account(), api(json({ ...number, status: 'DISCONNECTED' })).io)
    expect([asleep?.ok, asleep?.detail]).toEqual([false, expect.stringContaining('DISCONNECTED')])
  })
  it('with refused credentials, and without an answer, says what to do', async () => {
    for (const answer of [refusal(190), away, new Response('<h1>', { status: 502 })]) {
      const steps = await probe(account(), api(answer).io)
      expect(steps.map((s) => [s.step, s.ok])).toEqual([['credentials', false]])
      expect(steps[0]?.remedy).not.toBe('')
    }
  })
})

describe('the token', () => {
  const token = (days: number | null, valid = true) => ({
    outcome: 'read' as const,
    valid,
    expiresAt: days === null ? null : new Date(NOW.getTime() + days * 86_400_000),
    accounts: [],
  })
  it.each([
    [token(null), 'info', /no end/],
    [token(60), 'info', /in 60 days/],
    [token(14), 'warning', /in 14 days/],
    [token(1), 'warning', /tomorrow/],
    [token(0), 'warning', /today/],
    [token(-1), 'error', /has expired/],
    [token(60, false), 'error', /no longer valid/],
  ] as const)('%j: %s', (given, level, words) => {
    expect(tokenNotice(given, NOW)).toMatchObject({
      code: 'token',
      level,
      text: expect.stringMatching(words),
    })
  })
  it('that nobody tells about is tried again', async () => {
    expect(await watchToken(account(), null, api(away).io)).toMatchObject({ outcome: 'failed' })
    const { io } = api(json({ data: { is_valid: true, expires_at: 0 } }))
    expect(await watchToken(account(), null, io)).toMatchObject({
      outcome: 'done',
      items: [{ level: 'info' }],
    })
  })
})

it.each([
  [{ quality_rating: 'GREEN' }, 'info'],
  [{ quality_rating: 'UNKNOWN' }, 'info'],
  [{ quality_rating: 'YELLOW' }, 'warning'],
  [{ quality_rating: 'RED' }, 'error'],
  [{ status: 'FLAGGED' }, 'error'],
])('a number with %j is told as %s', (more, level) => {
  expect(
    numberNotice({
      ...number,
      throughput: null,
      name_status: null,
      messaging_limit_tier: null,
      whatsapp_business_manager_messaging_limit: null,
      ...more,
    }),
  ).toMatchObject({ level })
})

it('takes as many messages as Meta allows, or as the settings say', () => {
  const pair = { per: 'recipient', perSecond: 1 / 6, burst: 45 }
  expect(paceOf(account())).toEqual([pair, { per: 'sender', perSecond: 80, burst: 80 }])
  expect(paceOf(account({ messagesPerSecond: 20 }))[1]).toEqual({ per: 'sender', perSecond: 20, burst: 20 })
})

it('sets a mark without minding how it went', async () => {
  const { io, asked } = api(refusal(190))
  await signal({ kind: 'read', to: '+12127365000', externalId: 'wamid.1' }, account(), io)
  expect(asked).toEqual(['https://graph.facebook.com/v23.0/100200300400500/messages'])
})

describe('the list of templates', () => {
  const one = (id: string) => ({
    id,
    name: 'a',
    language: 'en',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [],
  })
  const page = (id: string, after: string | null) =>
    json({ data: [one(id), 'nonsense'], paging: after ? { cursors: { after }, next: 'https://x' } : {} })

  it('is read page by page, of the account in the settings', async () => {
    const { io, asked } = api(page('1', 'A'), page('2', null))
    const list = await listTemplates(account({ businessAccountId: '200300400500600' }), io)
    expect(list).toMatchObject({ outcome: 'done', templates: [{ externalId: '1' }, { externalId: '2' }] })
    expect(asked.map((url) => new URL(url).searchParams.get('after'))).toEqual([null, 'A'])
  })
  it('asks the token for the account where nobody wrote it down, and refuses to guess', async () => {
    const scopes = (...ids: string[]) =>
      json({
        data: {
          is_valid: true,
          granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: ids }],
        },
      })
    const { io, asked } = api(scopes('77'), page('1', null))
    expect((await listTemplates(account(), io)).outcome).toBe('done')
    expect(asked[1]).toContain('/77/message_templates')
    expect(await listTemplates(account(), api(scopes('77', '78')).io)).toMatchObject({ outcome: 'failed' })
  })
  it('fails as a whole where a page fails: nothing is taken for gone', async () => {
    for (const broken of [away, refusal(200, 403), new Response('<h1>', { status: 500 })]) {
      const { io } = api(page('1', 'A'), broken)
      const list = await listTemplates(account({ businessAccountId: '20030' }), io)
      expect(list).toMatchObject({
        outcome: 'failed',
        reason: expect.any(String),
        remedy: expect.any(String),
      })
    }
    const { io } = api(page('1', null))
    expect(await refreshTemplates(account({ businessAccountId: '20030' }), null, io)).toMatchObject({
      outcome: 'done',
      items: [{ kind: 'templates', all: [{ externalId: '1' }] }],
    })
  })
})

describe('one template', () => {
  const read = (more: Record<string, unknown>) =>
    toTemplate(
      TemplateShape.parse({
        id: 1,
        name: 'a',
        language: 'en',
        status: 'APPROVED',
        category: 'UTILITY',
        ...more,
      }),
    )
  it('has its gaps by part and place, with what Meta has for an example', () => {
    const template = read({
      parameter_format: 'NAMED',
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'For {{name}}' },
        {
          type: 'BODY',
          text: 'Hi {{name}} at {{time}}',
          example: { body_text_named_params: [{ param_name: 'time', example: 'ten' }] },
        },
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Yes' },
            { type: 'URL', text: 'Book', url: 'https://a.example/{{1}}', example: ['k3y'] },
          ],
        },
      ],
    })
    expect(template.format).toBe('named')
    expect(template.header).toEqual({ kind: 'text', text: 'For {{header.name}}' })
    expect(template.variables.map((v) => [v.key, v.kind, v.example])).toEqual([
      ['header.name', 'text', null],
      ['body.name', 'text', null],
      ['body.time', 'text', 'ten'],
      ['button.1', 'link', 'k3y'],
    ])
    expect(template.buttons[1]?.url).toBe('https://a.example/{{button.1}}')
  })
  it('that has parts which cannot be filled in here says so', () => {
    expect(read({ components: [{ type: 'CAROUSEL' }] }).problem).toMatch(/carousel/)
    expect(read({ components: [{ type: 'HEADER', format: 'LOCATION' }] }).problem).toMatch(/header/)
    const flow = { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'x' }] }
    expect(read({ components: [flow] }).problem).toMatch(/flow/)
  })
  it.each([
    ['APPROVED', 'approved'],
    ['IN_APPEAL', 'pending'],
    ['REJECTED', 'rejected'],
    ['PAUSED', 'paused'],
    ['SOMETHING_NEW', 'disabled'],
  ])('in the state %s is %s', (status, state) => expect(read({ status }).state).toBe(state))
  it('of a category that is new costs as the dearest', () => {
    expect(read({ category: 'PROMOTION' }).category).toBe('marketing')
  })
})
