import { describe, expect, it } from 'vitest'
import type { IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import type { Dialect } from './dialect.ts'
import { encodeForm } from './form.ts'
import { parseWebhook } from './webhook.ts'

const sms: Dialect = { prefix: '', maxFiles: 10, segments: true, opaqueSenders: false }
const whatsapp: Dialect = { prefix: 'whatsapp:', maxFiles: 1, segments: false, opaqueSenders: true }
const SID = 'SM0000000000000000000000000000000a'
const message = {
  MessageSid: SID,
  SmsStatus: 'received',
  From: '+12125550147',
  To: '+12125550100',
  Body: 'Hi',
  NumMedia: '0',
}

function raw(fields: Record<string, string>, query = ''): RawRequest {
  return {
    method: 'POST',
    url: `https://desk.example/webhooks/twilio/k3y${query}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(encodeForm(Object.entries(fields))),
    receivedAt: new Date('2026-11-21T12:00:00Z'),
  }
}
function only(outcome: ParseOutcome): IncomingItem {
  if (!outcome.ok) throw new Error(outcome.reason)
  expect(outcome.items).toHaveLength(1)
  expect(outcome.reply).toEqual({ status: 200, contentType: 'text/xml; charset=utf-8', body: '<Response/>' })
  const [item] = outcome.items
  if (!item) throw new Error('no item')
  return item
}
const read = (fields: Record<string, string>, dialect = sms) => only(parseWebhook(dialect, raw(fields)))

describe('a message', () => {
  it('is what the customer wrote, to the last space', () => {
    expect(read({ ...message, Body: '  two  spaces \n' })).toMatchObject({
      kind: 'message',
      externalId: SID,
      from: '+12125550147',
      to: '+12125550100',
      text: '  two  spaces \n',
      fromName: null,
      automatic: false,
    })
  })

  it('may have an empty text, or none', () => {
    const { Body: _, ...without } = message
    expect(read({ ...message, Body: '' })).toMatchObject({ text: '' })
    expect(read(without)).toMatchObject({ text: '' })
  })

  it('loses NUL, which no database takes, and nothing else', () => {
    expect(read({ ...message, Body: 'a\0b\u0001' })).toMatchObject({ text: 'ab\u0001' })
  })

  it('comes by GET too', () => {
    const outcome = parseWebhook(sms, {
      ...raw({}),
      method: 'GET',
      url: `https://desk.example/x?${encodeForm(Object.entries(message))}`,
      body: Buffer.alloc(0),
    })
    expect(only(outcome)).toMatchObject({ externalId: SID, text: 'Hi' })
  })

  it('is known by its older ids where the newer one is missing', () => {
    const { MessageSid: _, ...older } = message
    expect(read({ ...older, SmsSid: SID })).toMatchObject({ externalId: SID })
  })

  it.each([
    ['+12125550147', '+12125550147'],
    ['whatsapp:+12125550147', '+12125550147'],
    ['rcs:+12125550147', '+12125550147'],
    ['+15550000001', '+15550000001'],
    ['72873', '72873'],
  ])('from %s', (from, known) => {
    expect(read({ ...message, From: from })).toMatchObject({ from: known })
  })

  it('from nobody who could be answered goes to quarantine, with the reason', () => {
    for (const From of ['', 'client:<script>', '+0'])
      expect(parseWebhook(sms, raw({ ...message, From }))).toMatchObject({
        ok: false,
        reason: expect.stringContaining('nobody who could be answered'),
      })
  })

  it('from a hidden number is known by its WhatsApp id', () => {
    expect(
      read({ ...message, From: 'whatsapp:US.13491208655302741918', ProfileName: ' Mara ' }, whatsapp),
    ).toMatchObject({ from: 'US.13491208655302741918', fromName: 'Mara' })
    expect(parseWebhook(sms, raw({ ...message, From: 'US.13491208655302741918' })).ok).toBe(false)
  })

  it('keeps what is not known under Twilio’s name, and only so much of it', () => {
    const item = read({
      ...message,
      FromCity: 'NEW YORK',
      fullText: 'not ours',
      Blank: '',
      Long: 'x'.repeat(5_000),
      ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`F${i}`, '1'])),
    })
    const meta = item.kind === 'message' ? item.meta : {}
    expect(Object.keys(meta)).toEqual(['twilio'])
    expect(meta['twilio']).toMatchObject({ FromCity: 'NEW YORK', fullText: 'not ours' })
    expect(meta['twilio']).not.toHaveProperty('Blank')
    expect(
      Object.values(meta['twilio'] as Record<string, string>).every((value) => value.length <= 1_000),
    ).toBe(true)
    expect(Object.keys(meta['twilio'] as object).length).toBeLessThanOrEqual(60)
  })

  it.each([
    ['STOP', 'opt_out'],
    ['START', 'opt_in'],
    ['HELP', 'help'],
  ])('with OptOutType %s was handled by Twilio', (OptOutType, handled) => {
    expect(read({ ...message, OptOutType })).toMatchObject({ optOutHandled: handled })
    expect(read(message)).not.toHaveProperty('optOutHandled')
  })
})

describe('files', () => {
  const media = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        [`MediaUrl${i}`, `https://api.twilio.com/m/${i}`],
        [`MediaContentType${i}`, 'image/jpeg'],
      ]).flat(),
    )

  it('are as many as Twilio says and names', () => {
    const item = read({ ...message, Body: '', NumMedia: '10', ...media(10) })
    expect(item).toMatchObject({ text: '', meta: {} })
    expect(item.kind === 'message' && item.files.map((file) => file.name)).toEqual(
      Array.from({ length: 10 }, (_, i) => `picture-${i + 1}.jpg`),
    )
    expect(read({ ...message, NumMedia: '1', ...media(3) })).toMatchObject({
      files: [{ url: 'https://api.twilio.com/m/0' }],
    })
    expect(read({ ...message, NumMedia: '3', ...media(2) })).toMatchObject({ files: [{}, {}] })
    for (const NumMedia of ['', 'x', '-1', '0'])
      expect(read({ ...message, NumMedia, ...media(1) })).toMatchObject({ files: [] })
  })

  it('that cannot be addressed are not fetched, and the message stays', () => {
    for (const MediaUrl0 of ['', 'not a url', 'file:///etc/passwd', 'https://'])
      expect(read({ ...message, NumMedia: '1', MediaUrl0 })).toMatchObject({ text: 'Hi', files: [] })
  })

  it.each([
    ['image/png', 'picture-1.png'],
    ['image/svg+xml', 'picture-1.svg'],
    ['video/mp4', 'video-1.mp4'],
    ['video/quicktime', 'video-1.mov'],
    ['audio/ogg; codecs=opus', 'audio-1.ogg'],
    ['audio/mpeg', 'audio-1.mp3'],
    ['text/x-vcard', 'file-1.vcf'],
    ['application/pdf', 'file-1.pdf'],
    ['application/vnd.ms-excel', 'file-1'],
    ['', 'file-1'],
    ['image/../../x', 'picture-1'],
    ['constructor/constructor', 'file-1'],
  ])('of type %j are called %s', (MediaContentType0, name) => {
    const item = read({ ...message, NumMedia: '1', MediaUrl0: 'https://api.twilio.com/m', MediaContentType0 })
    expect(item).toMatchObject({ files: [{ name }] })
  })
})

describe('WhatsApp', () => {
  it('a tapped button says what is on it', () => {
    expect(
      read({ ...message, Body: '', ButtonText: 'Yes, book it', ButtonPayload: 'book' }, whatsapp),
    ).toMatchObject({ text: 'Yes, book it', meta: { twilio: { ButtonPayload: 'book' } } })
    expect(read({ ...message, Body: 'Typed', ButtonText: 'Tapped' }, whatsapp)).toMatchObject({
      text: 'Typed',
    })
  })

  it('a shared place is a line with its coordinates', () => {
    expect(read({ ...message, Body: '', Latitude: '40.7', Longitude: '-74.0' }, whatsapp)).toMatchObject({
      text: 'Location: (40.7, -74.0)',
    })
    expect(
      read(
        { ...message, Body: '', Latitude: '40.7', Longitude: '-74.0', Label: 'Shop', Address: '1 Main St' },
        whatsapp,
      ),
    ).toMatchObject({ text: 'Location: Shop, 1 Main St (40.7, -74.0)' })
  })
})

describe('a receipt', () => {
  const receipt = {
    MessageSid: SID,
    SmsSid: SID,
    From: '+12125550100',
    To: '+12125550147',
    AccountSid: 'AC1',
  }
  const about = (fields: Record<string, string>, query = '?m=msg_0FzQ7c3mXv9KpLw2RtC') =>
    only(parseWebhook(sms, raw({ ...receipt, ...fields }, query)))

  it.each([
    ['accepted', 'sending'],
    ['scheduled', 'sending'],
    ['queued', 'sending'],
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s is %s', (word, status) => {
    expect(about({ MessageStatus: word, SmsStatus: word })).toMatchObject({
      kind: 'receipt',
      externalId: SID,
      messageId: 'msg_0FzQ7c3mXv9KpLw2RtC',
      status,
    })
    expect(about({ SmsStatus: word })).toMatchObject({ kind: 'receipt', status })
  })

  it('carries an error only where it failed, in plain words, and what follows from it', () => {
    expect(about({ MessageStatus: 'undelivered', ErrorCode: '30005' })).toMatchObject({
      error: { code: '30005', reason: expect.stringContaining('does not exist') },
      effect: 'address_unusable',
    })
    expect(about({ MessageStatus: 'failed', ErrorCode: '21610' })).toMatchObject({ effect: 'opted_out' })
    expect(about({ MessageStatus: 'undelivered', ErrorCode: '30003' })).not.toHaveProperty('effect')
    expect(about({ MessageStatus: 'undelivered', ErrorCode: '' })).toMatchObject({
      error: { code: 'undelivered' },
    })
    expect(
      about({ MessageStatus: 'failed', ErrorCode: '99999', ChannelStatusMessage: 'a  new\nreason' }),
    ).toMatchObject({
      error: { code: '99999', reason: 'Twilio could not deliver the message (error 99999): a new reason' },
    })
    expect(about({ MessageStatus: 'delivered', ErrorCode: '30005' })).toMatchObject({ error: null })
  })

  it('of a read WhatsApp message is told by its event', () => {
    expect(about({ EventType: 'READ' })).toMatchObject({ kind: 'receipt', status: 'read' })
  })

  it('without our id, or with something else in its place, names only Twilio’s', () => {
    for (const query of ['', '?m=', '?m=conv_1', '?m=msg_../x', '?other=msg_1'])
      expect(about({ MessageStatus: 'sent' }, query)).toMatchObject({ messageId: null })
  })

  it('with a state that is new to us is ignored, and that is said', () => {
    expect(about({ MessageStatus: 'constructor' })).toMatchObject({ kind: 'ignored' })
    expect(about({ MessageStatus: 'partially_delivered' })).toMatchObject({
      kind: 'ignored',
      why: expect.stringContaining('partially_delivered'),
    })
  })
})

describe('what is neither', () => {
  it.each([
    [{ CallSid: 'CA1', From: '+12125550147' }, 'telephone call'],
    [{ From: '+12125550147', Body: 'Hi' }, 'no MessageSid'],
    [{ MessageSid: SID }, 'neither a sender nor a state'],
    [{}, 'no MessageSid'],
  ])('%j is kept, with the reason', (fields, reason) => {
    expect(parseWebhook(sms, raw(fields as Record<string, string>))).toMatchObject({
      ok: false,
      reason: expect.stringContaining(reason),
    })
  })
})
