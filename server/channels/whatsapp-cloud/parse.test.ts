// What the fixtures cannot say: what is odd, missing, or many at once.
import { describe, expect, it } from 'vitest'
import type { InboxAccount, IncomingItem } from '#channels/channel.ts'
import { readContent } from './content.ts'
import { parse } from './parse.ts'
import { addressOf, isUserId, toNumber } from './people.ts'
import { Message } from './shapes.ts'

const NUMBER_ID = '100200300400500'
const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'whatsapp',
  provider: 'meta',
  name: 'WhatsApp',
  address: '+12125550100',
  settings: { phoneNumberId: NUMBER_ID },
}
const read = (json: unknown) =>
  parse(
    {
      method: 'POST',
      url: 'https://desk.example/webhooks/meta/k3y',
      headers: {},
      body: Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)),
      receivedAt: new Date('2026-11-21T12:00:00Z'),
    },
    account,
  )
const change = (value: Record<string, unknown>, field = 'messages') => ({
  field,
  value: { messaging_product: 'whatsapp', metadata: { phone_number_id: NUMBER_ID }, ...value },
})
const envelope = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes }],
})
const text = (id: string, more: Record<string, unknown> = {}) => ({
  from: '12125550147',
  id,
  timestamp: '1795269600',
  type: 'text',
  text: { body: 'hi' },
  ...more,
})
const items = (...changes: unknown[]): IncomingItem[] => {
  const outcome = read(envelope(...changes))
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.items
}

describe('a request that cannot be read', () => {
  it.each([
    ['no JSON', '<h1>hi</h1>', /JSON/],
    ['nothing', '', /JSON/],
    ['a number', 7, /how Meta/],
    ['another shape', { object: 'whatsapp_business_account', entry: 'x' }, /how Meta/],
    ['another product', { object: 'page', entry: [] }, /“page”/],
    ['a message without an id', envelope(change({ messages: [{ from: '12125550147' }] })), /without an id/],
    ['a message of nobody', envelope(change({ messages: [text('wamid.1', { from: undefined })] })), /nobody/],
    ['a message of a word', envelope(change({ messages: [text('wamid.1', { from: 'me' })] })), /nobody/],
    ['a change that is a word', envelope({ field: 'messages', value: 'x' }), /says nothing/],
  ])('is kept with the reason: %s', (_what, json, reason) => {
    expect(read(json)).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })

  it('hides nothing that can be read beside it', () => {
    const found = items(change({ messages: [{ from: '1' }, text('wamid.2')], contacts: ['odd', null] }))
    expect(found.map((item) => item.kind)).toEqual(['ignored', 'message'])
  })
})

describe('a request with many things', () => {
  it('keeps their order, over entries and changes', () => {
    const outcome = read({
      object: 'whatsapp_business_account',
      entry: [
        { id: '1', changes: [change({ messages: [text('wamid.1'), text('wamid.2')] })] },
        { id: '1', changes: [change({ messages: [text('wamid.3')] })] },
        { id: '1' },
      ],
    })
    const ids = outcome.ok ? outcome.items.map((item) => item.kind === 'message' && item.externalId) : []
    expect(ids).toEqual(['wamid.1', 'wamid.2', 'wamid.3'])
  })

  it('with nothing that concerns us is accepted', () => {
    expect(read(envelope())).toEqual({ ok: true, items: [] })
    expect(items({ field: 'security', value: { event: 'x' } })[0]).toMatchObject({ kind: 'ignored' })
    const elsewhere = change({ metadata: { phone_number_id: '999999' }, messages: [text('wamid.1')] })
    expect(items(elsewhere)).toEqual([{ kind: 'ignored', why: expect.stringContaining('999999') }])
    const trouble = change({ errors: [{ code: 130429, title: 'Rate limit hit' }] })
    expect(items(trouble)).toEqual([
      { kind: 'ignored', why: expect.stringContaining('more messages than WhatsApp allows') },
    ])
  })
})

describe('who wrote', () => {
  it('is the number, and without one the id', () => {
    expect(addressOf('12125550147', 'US.1')).toBe('+12125550147')
    expect(addressOf(null, 'US.1')).toBe('US.1')
    expect(addressOf('', 'US.ENT.abc1')).toBe('US.ENT.abc1')
    for (const nobody of [null, '', '12', 'us.1', 'me', 'US.', '<x>'])
      expect(addressOf(nobody, nobody)).toBeNull()
    expect(toNumber('+4722555147')).toBe('+4722555147')
    expect(isUserId('+12125550147')).toBe(false)
  })

  it('has the name of the profile with that id, wherever it stands', () => {
    const contacts = [
      { profile: { name: 'Other' }, wa_id: '12125550199', user_id: 'US.2' },
      { profile: { name: 'Renamed' }, wa_id: '12125550148', user_id: 'US.1' },
      { profile: { name: 'Mara' }, wa_id: '12125550147' },
    ]
    const nameOf = (more: Record<string, unknown>) => {
      const [item] = items(change({ contacts, messages: [text('wamid.1', more)] }))
      return item?.kind === 'message' ? item.fromName : undefined
    }
    expect(nameOf({})).toBe('Mara')
    expect(nameOf({ from_user_id: 'US.1' })).toBe('Renamed')
    expect(nameOf({ from: '12125550100' })).toBeNull()
  })
})

describe('when', () => {
  it.each([
    ['1795269600', '2026-11-21T14:00:00.000Z'],
    [1795269600, '2026-11-21T14:00:00.000Z'],
    ['soon', null],
    ['17952696001234', null],
    [undefined, null],
  ])('%s is %s', (timestamp, expected) => {
    const [item] = items(change({ messages: [text('wamid.1', { timestamp })] }))
    expect(item?.kind === 'message' ? (item.sentAt?.toISOString() ?? null) : 'no message').toBe(expected)
  })
})

describe('content', () => {
  const content = (message: Record<string, unknown>) =>
    readContent(Message.parse({ id: 'wamid.1', ...message }))

  it.each([
    [{ type: 'text' }, ''],
    [{ type: 'text', text: { body: 7 } }, ''],
    [{ type: 'location', location: { latitude: 1.5, longitude: -2 } }, 'Location: (1.5, -2)'],
    [{ type: 'location', location: { name: 'Here' } }, 'Location: Here'],
    [{ type: 'location' }, 'Location: not given'],
    [{ type: 'contacts', contacts: [] }, 'A contact without a name'],
    [
      {
        type: 'contacts',
        contacts: [{ name: { first_name: 'Jo', last_name: 'Li' }, phones: [{ wa_id: '47225' }] }],
      },
      'Contact: Jo Li, +47225',
    ],
    [{ type: 'button', button: { payload: 'yes' } }, 'yes'],
    [{ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent' } } }, 'Sent'],
    [
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{' } } },
      'Filled in a form',
    ],
    [{ type: 'order', order: { product_items: [{ product_retailer_id: 'a' }] } }, 'Order:\n1 × a'],
  ])('of %j is %j, and may be answered', (message, expected) => {
    expect(content(message)).toEqual({ text: expected, files: [], silent: null })
  })

  it.each([
    [{ type: 'unsupported' }, /does not pass on/],
    [{ type: 'unknown' }, /does not pass on/],
    [{}, /does not pass on/],
    [{ type: 'poll' }, /\(poll\)/],
    [{ type: 'interactive', interactive: { type: 'new_reply' } }, /\(new_reply\)/],
    [{ type: 'image' }, /\(image\)/],
    [{ type: 'image', image: { id: '../../me' } }, /\(image\)/],
    [{ type: 'system', system: { body: 'Something', type: 'customer_identity_changed' } }, /^Something$/],
    [{ type: 'system', system: { type: 'user_changed_number', new_wa_id: '47225' } }, /from \+47225/],
    [{ type: 'system' }, /Something about this customer changed/],
  ])('of %j is shown, and no machine answers it', (message, expected) => {
    const found = content(message)
    expect(found.text).toMatch(expected)
    expect(found.silent).not.toBeNull()
    expect(found.files).toEqual([])
  })

  it.each([
    [{ type: 'image', image: { id: '1', mime_type: 'image/png' } }, 'picture.png', 'image/png'],
    [{ type: 'image', image: { id: 1 } }, 'picture', 'application/octet-stream'],
    [{ type: 'audio', audio: { id: '1', mime_type: 'audio/mpeg', voice: false } }, 'audio.mp3', 'audio/mpeg'],
    [
      { type: 'document', document: { id: '1', mime_type: 'application/x-new' } },
      'document',
      'application/x-new',
    ],
    [{ type: 'document', document: { id: '1', filename: ' a.txt ' } }, 'a.txt', 'application/octet-stream'],
  ])('of %j is a file named %s', (message, name, type) => {
    expect(content(message).files).toEqual([{ name, type, url: 'whatsapp-media:1' }])
  })
})

describe('states', () => {
  const receipt = (status: Record<string, unknown>) => {
    const [item] = items(change({ statuses: [{ id: 'wamid.1', timestamp: '1795269600', ...status }] }))
    return item
  }

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['READ', 'read'],
  ])('%s is %s', (word, status) => {
    expect(receipt({ status: word })).toMatchObject({ kind: 'receipt', status, error: null })
  })

  it.each([['deleted'], ['warning'], ['something new']])('%s changes nothing', (word) => {
    expect(receipt({ status: word })).toEqual({ kind: 'ignored', why: expect.stringContaining(word) })
  })

  it.each([
    ['msg_0FzQ7c3mXv9KpLw2RtC', 'msg_0FzQ7c3mXv9KpLw2RtC'],
    ['msg_', null],
    ['msg_a b', null],
    ["msg_1' or true", null],
    ['order 17', null],
    [17, null],
    [undefined, null],
  ])('carry our id back: %s is %s', (given, messageId) => {
    expect(receipt({ status: 'sent', biz_opaque_callback_data: given })).toMatchObject({ messageId })
  })

  it('of failures say why, and what follows', () => {
    expect(receipt({ status: 'failed', errors: [{ code: 131026 }] })).toMatchObject({
      status: 'failed',
      error: { code: '131026', reason: expect.stringMatching(/cannot deliver/) },
    })
    expect(receipt({ status: 'failed', errors: [{ code: 131050 }] })).toMatchObject({ effect: 'opted_out' })
    expect(receipt({ status: 'failed' })).toMatchObject({ error: { code: 'undelivered' } })
    expect(receipt({ status: 'failed', errors: 'many' })).toMatchObject({ error: { code: 'undelivered' } })
  })

  it('of nothing are passed over', () => {
    const found = items(change({ statuses: [{ status: 'sent' }, 7, { id: 'wamid.1', status: 'sent' }] }))
    expect(found.map((item) => item.kind)).toEqual(['ignored', 'ignored', 'receipt'])
  })
})

describe('what was written on the phone', () => {
  const echo = (more: Record<string, unknown>) => {
    const message = { from: '12125550100', to: '12125550147', id: 'wamid.1', timestamp: '1', ...more }
    const outcome = read(envelope(change({ message_echoes: [message] }, 'smb_message_echoes')))
    return outcome.ok ? outcome.items[0] : outcome
  }

  it('goes to the customer, by number or id', () => {
    const text = { type: 'text', text: { body: 'Hi' } }
    const item = { kind: 'echo', externalId: 'wamid.1', text: 'Hi', files: [] }
    expect(echo(text)).toEqual({ ...item, to: '+12125550147' })
    expect(echo({ ...text, to: undefined, to_user_id: 'US.1' })).toEqual({
      ...item,
      to: 'US.1',
      toKind: 'whatsapp_user',
    })
  })

  it('and cannot be read, is shown as something', () => {
    expect(echo({ type: 'poll' })).toMatchObject({
      kind: 'echo',
      text: expect.stringMatching(/cannot be shown/),
    })
  })

  it.each([['reaction'], ['revoke'], ['edit'], ['system']])('and is only a %s, answers nobody', (type) => {
    expect(echo({ type })).toMatchObject({ kind: 'ignored' })
  })

  it('to nobody, or without an id, is kept', () => {
    expect(echo({ to: 'x' })).toEqual({ ok: false, reason: expect.stringMatching(/nobody/) })
    expect(echo({ id: '' })).toEqual({ ok: false, reason: expect.stringMatching(/without an id/) })
  })
})

describe('a preference', () => {
  const preference = (more: Record<string, unknown>) => {
    const one = { wa_id: '12125550147', value: 'stop', timestamp: 1795269620, ...more }
    const outcome = read(envelope(change({ user_preferences: [one] }, 'user_preferences')))
    return outcome.ok ? outcome.items[0] : outcome
  }

  it('is STOP or START, already obeyed, and no machine answers it', () => {
    expect(preference({})).toMatchObject({
      externalId: 'preference:+12125550147:1795269620:stop',
      from: '+12125550147',
      optOutHandled: 'opt_out',
      automatic: true,
    })
    expect(preference({ value: 'resume', wa_id: undefined, user_id: 'US.1' })).toMatchObject({
      from: 'US.1',
      optOutHandled: 'opt_in',
    })
  })

  it.each([[{ value: 'maybe' }], [{ value: 7 }], [{ wa_id: 'x' }]])('that says %j is kept', (more) => {
    expect(preference(more)).toEqual({ ok: false, reason: expect.stringMatching(/preference/) })
  })
})
