// What providers publish as examples of their webhooks, read as they are: run where the collection lies beside the
// project, skipped with a word where it does not. No test may need it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ChannelKind } from '#domain/channel.ts'
import type { InboxAccount, IncomingItem } from './channel.ts'
import { findChannel } from './registry.ts'

const samples = new URL('../../../shared/samples/providers/', import.meta.url)
const there = existsSync(samples)
const title = (what: string) => (there ? what : `${what} (skipped: the examples are not on this machine)`)

type Example = { headers: Record<string, string>; body: Buffer }
type Inbox = {
  channel: ChannelKind
  provider: string
  address: string
  settings?: Record<string, unknown>
  path?: string
}

async function read(inbox: Inbox, { headers, body }: Example): Promise<IncomingItem[]> {
  const { channel, provider, address, settings = {}, path = '' } = inbox
  const account: InboxAccount = {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k3y',
    name: 'Examples',
    channel,
    provider,
    address,
    settings,
  }
  const url = `https://desk.example/webhooks/${provider}/k3y${path}`
  const request = { method: 'POST', url, headers, body, receivedAt: new Date('2026-11-21T12:00:00Z') }
  const outcome = await findChannel(channel, provider)?.parse(request, account)
  if (!outcome?.ok) throw new Error(outcome?.reason ?? 'there is no such channel')
  return outcome.items
}

const text = (path: string) => (there ? readFileSync(new URL(path, samples), 'utf8') : '')
const json = (path: string) => (there ? (JSON.parse(text(path)) as Record<string, unknown>) : {})
const asJson = (value: unknown): Example => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
})
/** A request that was written down: an odd first line, headers, an empty line, the body. */
function recorded(path: string): Example {
  const whole = readFileSync(new URL(path, samples), 'latin1')
  const at = /\r?\n\r?\n/.exec(whole)
  const [, ...lines] = whole.slice(0, at?.index).split(/\r?\n/)
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ')
    return [name.toLowerCase(), value.join(': ')]
  })
  const body = Buffer.from(whole.slice((at?.index ?? 0) + (at?.[0].length ?? 0)), 'latin1')
  return { headers: Object.fromEntries(headers), body }
}

describe.skipIf(!there)(title('Meta’s examples'), () => {
  const instagram = json('meta/instagram_webhooks.json') as Record<string, { entry: [{ id: string }] }>
  const one = async (name: string) => {
    const example = instagram[name]
    const named = example?.entry[0].id ?? ''
    // Meta's console tests with an account that is nobody's.
    const accountId = named === '0' ? '1' : named
    const inbox: Inbox = { channel: 'instagram', provider: 'meta', address: '', settings: { accountId } }
    const [item, ...more] = await read(inbox, asJson(example))
    expect(more).toEqual([])
    return item
  }
  it.each([
    ['message_create', 'This is the first message from the customer'],
    ['standby', 'This is the first standby message from the customer, after 24 hours.'],
    ['story_reply', 'This is the story reply'],
  ])('a message: %s', async (name, said) => {
    const text = expect.stringContaining(said)
    expect(await one(name)).toMatchObject({ kind: 'message', externalId: 'message-id-1', text })
  })
  it('the others', async () => {
    expect(await one('console_test_event')).toMatchObject({ kind: 'ignored' })
    expect(await one('unsend')).toMatchObject({
      kind: 'change',
      targetId: 'message-id-to-delete',
      text: null,
    })
    expect(await one('attachment_share')).toMatchObject({ kind: 'message' })
    expect(await one('story_mention')).toMatchObject({ kind: 'message' })
    expect(await one('story_mention_echo')).toMatchObject({ kind: 'echo' })
    expect(await one('seen')).toMatchObject({ kind: 'watermark', status: 'read', upToId: 'message-id-1' })
  })
  it('of Messenger', async () => {
    const pageId = '117172741761305'
    const inbox: Inbox = { channel: 'messenger', provider: 'meta', address: '', settings: { pageId } }
    const found: Record<string, IncomingItem | undefined> = {}
    for (const [name, example] of Object.entries(json('meta/messenger_webhooks.json')))
      found[name] = (await read(inbox, asJson(example)))[0]
    expect(found).toMatchObject({
      text: { kind: 'message', from: 'messenger:3383290475046708', text: 'facebook message' },
      delivery: { kind: 'watermark', status: 'delivered', upTo: new Date(1_648_581_633_369) },
      read: { kind: 'watermark', status: 'read' },
      feed_comment: { kind: 'ignored' },
    })
  })
})

it.skipIf(!there)(title('Telnyx’s example'), async () => {
  const inbox: Inbox = { channel: 'sms', provider: 'telnyx', address: '+12025550187' }
  expect(await read(inbox, asJson(json('telnyx/inbound_message_received.json')))).toMatchObject([
    { kind: 'message', from: '+12025550143', to: '+12025550187', text: 'Is my 10:30 tomorrow still on?' },
  ])
})

describe.skipIf(!there)(title('mails as Postmark, SendGrid and Mailgun hand them over'), () => {
  const folders = there ? ['postmark', 'sendgrid', 'mailgun/parsed', 'mailgun/raw'] : []
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`inbound-email-webhooks/${folder}`, samples)).map((name): [string, string] => [
      folder,
      name,
    ]),
  )
  it.each(files)('%s/%s', async (folder, name) => {
    const [provider = ''] = folder.split('/')
    const path = folder === 'mailgun/raw' ? '?mime' : ''
    const inbox: Inbox = { channel: 'email', provider, address: 'foo+bar@govkit.org', path }
    const [mail, ...more] = await read(inbox, recorded(`inbound-email-webhooks/${folder}/${name}`))
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      kind: 'message',
      from: 'james@opennorth.ca',
      fromName: 'James McKinney',
      externalId: expect.stringMatching(/^<[\w-]+@opennorth\.ca>$/),
    })
    if (name === 'valid.txt')
      expect(mail).toMatchObject({ subject: 'Test', text: expect.stringMatching(/^bold text\s+some more/) })
    if (name === 'encoding.txt') expect(mail).toMatchObject({ subject: 'Hello €', text: 'World €' })
  })
})
