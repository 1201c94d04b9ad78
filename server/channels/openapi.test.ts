// The requests that leave, against the provider's own OpenAPI document: run where the documents lie beside the project,
// skipped with a word where they do not. No test may need them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { InboxAccount, IncomingItem } from './channel.ts'
import { findChannel } from './registry.ts'

const samples = new URL('../../../shared/samples/providers/', import.meta.url)
const WHATSAPP = new URL('whatsapp/business-messaging-api_v23.0.yaml', samples)
const EXAMPLES = new URL('whatsapp/inbound_webhook_examples.json', samples)
const TWILIO = new URL('twilio/twilio_api_v2010.json', samples)
const there = (url: URL, what: string) =>
  existsSync(url) ? what : `${what} (skipped: the provider’s document is not on this machine)`

type Json = Record<string, unknown>
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((one, key) => (one as Json | undefined)?.[key], value)

/** A validator for a schema of a document. References are resolved inside it; examples and hints are left out. */
function validatorOf(document: Json, schema: unknown): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema({ $id: 'document', components: plain(document['components']) as Json })
  return ajv.compile(
    JSON.parse(JSON.stringify(plain(schema)).replaceAll('"#/components/', '"document#/components/')) as Json,
  )
}

/**
 * As JSON Schema reads it. Meta closes each half of a schema that is made of two (`allOf` with
 * `additionalProperties: false`), which no message at all can satisfy, its own examples neither: the halves are opened.
 */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const { example: _, examples: __, ...rest } = value as Json
  const halves = rest['allOf']
  if (Array.isArray(halves))
    rest['allOf'] = halves.map((half: Json) => {
      const { additionalProperties: ___, ...open } = half
      return open
    })
  return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, plain(one)]))
}

function sent(channel: string): { name: string; url: string; body: unknown }[] {
  const folder = new URL(`./${channel}/fixtures/`, import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.startsWith('send-') && name.endsWith('.out.json'))
    .map((name) => {
      const { request } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
        request: { url: string; body: unknown }
      }
      return { name: name.slice(0, -'.out.json'.length), ...request }
    })
}

describe.skipIf(!existsSync(WHATSAPP))(there(WHATSAPP, 'WhatsApp’s own document'), () => {
  const document = existsSync(WHATSAPP)
    ? (parse(readFileSync(WHATSAPP, 'utf8'), { maxAliasCount: -1 }) as Json)
    : {}
  const schemas = (at(document, 'components', 'schemas') ?? {}) as Json
  const mapping = (at(schemas, 'Message', 'discriminator', 'mapping') ?? {}) as Record<string, string>
  /** The place of a button must be between 2 and 6, or a comma, says the document; its own examples have 0. */
  const INDEX = 'TemplateComponent/properties/index/pattern'
  /** Kinds of buttons that it has not heard of; its own examples have `flow`, which is not in its list either. */
  const KIND = 'TemplateComponent/properties/sub_type/enum'
  const errorsOf = (schema: unknown, body: unknown) => {
    const validate = validatorOf(document, schema)
    validate(body)
    return (validate.errors ?? []).filter(
      (error) => !error.schemaPath.endsWith(INDEX) && !error.schemaPath.endsWith(KIND),
    )
  }
  /** Younger than the document (v23): people who hide their number, and our own id, which Meta sends back. */
  const YOUNGER = ['recipient', 'biz_opaque_callback_data']
  const messages = sent('whatsapp-cloud').map(({ name, body }) => [name, body as Json] as const)

  it.each(messages)('takes %s', (_name, body) => {
    const kind = mapping[String(body['type'])] ?? ''
    const older = 'recipient' in body ? { ...body, to: body['recipient'] } : body
    expect(errorsOf({ $ref: kind }, older)).toEqual([])
    const halves = (at(schemas, kind.split('/').at(-1) ?? '', 'allOf') ?? []) as Json[]
    const known = halves.flatMap((half) => {
      const reference = typeof half['$ref'] === 'string' ? half['$ref'] : ''
      const named = reference.split('/').at(-1) ?? ''
      return Object.keys((half['properties'] ?? at(schemas, named, 'properties') ?? {}) as Json)
    })
    expect(Object.keys(body).filter((key) => !known.includes(key) && !YOUNGER.includes(key))).toEqual([])
  })

  it.each([
    ['a read mark', {}],
    ['a typing mark', { typing_indicator: { type: 'text' } }],
  ])('takes %s', (_name, more) => {
    const mark = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.x', ...more }
    expect(errorsOf(schemas['MarkMessageRequestPayload'], mark)).toEqual([])
  })

  it('refuses nonsense, and takes Meta’s own: the check checks', () => {
    const text = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '1', type: 'text' }
    expect(errorsOf({ $ref: mapping['text'] }, text)).not.toEqual([])
    expect(errorsOf({ $ref: mapping['text'] }, { ...text, text: { body: 'Hi' } })).toEqual([])
  })
})

describe.skipIf(!existsSync(TWILIO))(there(TWILIO, 'Twilio’s own document'), () => {
  const document = existsSync(TWILIO) ? (JSON.parse(readFileSync(TWILIO, 'utf8')) as Json) : {}
  const path = '/2010-04-01/Accounts/{AccountSid}/Messages.json'
  const type = 'application/x-www-form-urlencoded'
  const schema = at(document, 'paths', path, 'post', 'requestBody', 'content', type, 'schema')
  const validate = schema ? validatorOf(document, schema) : null
  const known = Object.keys(
    (at(document, 'paths', path, 'post', 'requestBody', 'content', type, 'schema', 'properties') ??
      {}) as Json,
  )
  const all = [...sent('sms-twilio'), ...sent('whatsapp-twilio')]

  it.each(all.map((one) => [one.name, one.body]))('takes %s', (_name, body) => {
    const form: Record<string, unknown> = {}
    for (const [name, value] of body as [string, string][])
      if (name === 'MediaUrl') form[name] = [...((form[name] as string[] | undefined) ?? []), value]
      else form[name] = value
    validate?.(form)
    expect(validate?.errors ?? []).toEqual([])
    expect(Object.keys(form).filter((name) => !known.includes(name))).toEqual([])
  })
})

describe.skipIf(!existsSync(EXAMPLES))(there(EXAMPLES, 'WhatsApp’s own examples of webhooks'), () => {
  const examples = existsSync(EXAMPLES)
    ? (JSON.parse(readFileSync(EXAMPLES, 'utf8')) as Record<string, unknown>)
    : {}
  const channel = findChannel('whatsapp', 'meta')
  const account: InboxAccount = {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k3y',
    channel: 'whatsapp',
    provider: 'meta',
    name: 'WhatsApp',
    address: '+15550783881',
    settings: { phoneNumberId: '106540352242922' },
  }
  const read = async (example: unknown): Promise<IncomingItem[]> => {
    const outcome = await channel?.parse(
      {
        method: 'POST',
        url: 'https://desk.example/webhooks/meta/k3y',
        headers: {},
        body: Buffer.from(JSON.stringify(example)),
        receivedAt: new Date('2026-11-21T12:00:00Z'),
      },
      account,
    )
    if (!outcome?.ok) throw new Error(outcome?.reason ?? 'no channel')
    return outcome.items
  }

  it.each(Object.entries(examples))('%s is taken', async (name, example) => {
    const [item, ...more] = await read(example)
    const message = at(example, 'entry', '0', 'changes', '0', 'value', 'messages', '0') as
      | { from: string; id: string; type: string }
      | undefined
    if (!message) {
      expect(item?.kind, name).toBe('ignored')
      return
    }
    if (message.type === 'reaction') {
      expect(item).toMatchObject({ kind: 'reaction', from: `+${message.from}`, emoji: '👍' })
      return
    }
    expect(item).toMatchObject({ kind: 'message', externalId: message.id, from: `+${message.from}` })
    if (item?.kind !== 'message') return
    const said = [
      at(message, 'text', 'body'),
      at(message, 'image', 'caption'),
      at(message, 'button', 'text'),
      at(message, 'interactive', 'list_reply', 'title'),
      at(message, 'interactive', 'button_reply', 'title'),
    ].find((words) => typeof words === 'string')
    if (said) expect(item.text).toBe(said)
    expect(item.text).not.toBe('')
    expect(item.files.map((f) => f.type)).toEqual(message.type === 'image' ? ['image/jpeg'] : [])
    expect(item.automatic).toBe(['system', 'unsupported'].includes(message.type))
    expect(more.map((one) => one.kind)).toEqual(message.type === 'system' ? ['identity'] : [])
  })
})
