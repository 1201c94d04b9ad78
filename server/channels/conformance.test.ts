// What every channel owes, checked for every channel of the registry with what lies in its folder: settings and
// capabilities that the app can render, fixtures that say where they come from, signatures that hold, a parser that
// takes what providers add, and requests that are exact. docs/guides/add-a-channel.md tells how to write the files.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Capabilities, SettingField } from '#domain/channel.ts'
import { signers } from '#test/fakes/signers.ts'
import {
  accountOf,
  asJson,
  casesOf,
  fixtures,
  flip,
  type InCase,
  type Provenance,
  RECEIVED,
  read,
  readable,
  type SendCase,
  type SendExpected,
  withoutMeta,
  withUnknown,
} from '#test/harness/channel-fixtures.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { answering, failing } from '#test/harness/provider-trouble.ts'
import type { ChannelIo, RawRequest } from './channel.ts'
import { channels, findChannel } from './registry.ts'

it('no two channels stand for the same', () => {
  for (const channel of channels)
    expect(findChannel(channel.capabilities.channel, channel.provider)).toBe(channel)
  expect(new Set(channels.map((c) => c.id)).size).toBe(channels.length)
})

describe.each(channels.map((channel) => [channel.id, channel] as const))('%s', (id, channel) => {
  const signer = signers[channel.provider]
  const incoming = casesOf(channel, '.in.json').filter((name) => !name.startsWith('send-'))
  const outgoing = casesOf(channel, '.in.json').filter((name) => name.startsWith('send-'))

  describe('tells the app', () => {
    it('what it can do', () => {
      expect(Capabilities.strict().parse(channel.capabilities)).toEqual(channel.capabilities)
      const { text, attachments, burst } = channel.capabilities
      // Telephone lines are read-only: nothing can be written, so there are no limits to tell.
      expect(text.maxLength > 0).toBe(channel.capabilities.writes !== false)
      // No file is a limit too; then all three say so.
      expect([attachments.maxBytes > 0, attachments.types.length > 0]).toEqual(
        Array(2).fill(attachments.maxCount > 0),
      )
      expect(burst.quietMs).toBeLessThan(burst.maxMs)
      for (const type of attachments.types) expect(type).toMatch(/^[\w*]+\/[\w.*+-]+$/)
    })

    it('which settings it needs', () => {
      for (const field of channel.settings) {
        SettingField.strict().parse(field)
        expect(field.type === 'select').toBe(field.options !== undefined)
      }
      expect(new Set(channel.settings.map((f) => f.name)).size).toBe(channel.settings.length)
    })

    it('how to set it up', () => {
      const text = readFileSync(new URL(`./${id}/README.md`, import.meta.url), 'utf8')
      expect(text).toMatch(/^# .+\n/)
      expect(text.length).toBeGreaterThan(300)
    })
  })

  const probe = channel.probe?.bind(channel)
  /** A call that only gets an access token is answered apart: what happens to the message is what is looked at. */
  const aside = (input: RequestInfo | URL) => {
    const token = signer?.access?.(new Request(input).url)
    return token ? Response.json(token) : null
  }

  // A channel without webhooks talks to its provider in another way than HTTP; its own tests ask.
  describe.runIf(probe && signer)('is tested', () => {
    const asked = async (fetch: ChannelIo['fetch']) =>
      (await probe?.(accountOf(channel), {
        fetch: async (input, init) => aside(input) ?? fetch(input, init),
        now: () => RECEIVED,
        webhookUrl: `https://desk.example/webhooks/${channel.provider}/k3y`,
        apiBase: null,
        secret: 'a secret of the fixtures',
      })) ?? []

    it.each([
      ['credentials that are refused', answering(401, '{}')],
      ['a provider that is not there', failing('ECONNREFUSED')],
      ['a provider that does not answer in time', failing('TimeoutError')],
      ['a provider that fails', answering(503, '<h1>Service unavailable</h1>')],
    ] as const)('and says what to do about %s', async (_what, answer) => {
      const steps = await asked(answer)
      expect(steps[0]).toMatchObject({ step: 'credentials', ok: false })
      for (const step of steps) if (!step.ok) expect(step.remedy?.length).toBeGreaterThan(10)
    })

    it('and survives gibberish', async () => {
      for (const body of ['<h1>Welcome</h1>', '{}', '[]', '{"data":7}', 'null'])
        for (const step of await asked(answering(200, body))) expect(step.detail).not.toBe('')
    })

    it('without changing anything at the provider', async () => {
      const changes: string[] = []
      await asked((input, init) => {
        const { method, url } = new Request(input, init)
        // A fresh access token is nothing that anybody would miss, and Telegram's `getMe` only reads, also by POST.
        const harmless = /\/(token|refresh_token\/|get[A-Z]\w*)$/.test(new URL(url).pathname)
        if (method !== 'GET' && !harmless) changes.push(`${method} ${url}`)
        return Promise.resolve(new Response('{}', { headers: { 'content-type': 'application/json' } }))
      })
      expect(changes).toEqual([])
    })
  })

  describe('checks settings', () => {
    const names = channel.settings.map((f) => f.name)
    const required = channel.settings.filter((f) => f.required).map((f) => f.name)

    it('and refuses nonsense at the field where it stands', () => {
      for (const nonsense of [{ a: 1 }, ['', {}], 7.5, true]) {
        const given = Object.fromEntries(channel.settings.map((f) => [f.name, nonsense]))
        const checked = channel.checkSettings(given)
        if (checked.ok) throw new Error(`took ${JSON.stringify(nonsense)} everywhere`)
        expect(checked.problems.length).toBeGreaterThan(0)
        for (const { path, message } of checked.problems) {
          expect(names).toContain(path.split('.')[0])
          expect(message).not.toBe('')
        }
      }
    })

    it('and names what is missing', () => {
      const checked = channel.checkSettings({})
      const paths = checked.ok ? [] : checked.problems.map((p) => p.path)
      for (const name of required) expect(paths).toContain(name)
    })

    it('and takes its own again, unchanged', () => {
      const checked = channel.checkSettings(accountOf(channel).settings)
      if (!checked.ok) return expect(existsSync(new URL('account.json', fixtures(channel)))).toBe(false)
      expect(channel.checkSettings(checked.settings)).toEqual(checked)
    })
  })

  it('has fixtures in pairs, with provenance and date', () => {
    for (const name of [...incoming, ...outgoing]) {
      const { provenance, date } = read<Provenance>(channel, `${name}.in.json`)
      expect(provenance.length, name).toBeGreaterThan(10)
      expect(date, name).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(existsSync(new URL(`${name}.out.json`, fixtures(channel))), `${name}.out.json`).toBe(true)
    }
    // Mails are their own fixtures; protocols/mail/parse.test.ts reads them.
    for (const name of casesOf(channel, '.eml'))
      expect(existsSync(new URL(`${name}.out.json`, fixtures(channel))), `${name}.out.json`).toBe(true)
    const writes = channel.capabilities.writes !== false
    if (signer) expect([incoming.length > 0, outgoing.length > 0]).toEqual([true, writes])
  })

  it('refuses what nobody signed', () => {
    const raw: RawRequest = {
      method: 'POST',
      url: `https://desk.example/webhooks/${channel.provider}/k3y`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('From=%2B12127365000&Body=hi'),
      receivedAt: RECEIVED,
    }
    const verified = channel.verify(raw, accountOf(channel))
    if (verified.ok) throw new Error('took an unsigned request')
    expect(verified.reason).not.toBe('')
  })

  it.runIf(channel.capabilities.writes === false)('says that it takes no messages', async () => {
    const nobody: ChannelIo = {
      fetch: () => Promise.reject(new Error('nobody is asked')),
      now: () => RECEIVED,
      webhookUrl: 'https://desk.example/webhooks/x/k3y',
      apiBase: null,
      secret: 'a secret of the fixtures',
    }
    const result = await channel.send(outgoingMessage(), accountOf(channel), nobody)
    if (result.outcome !== 'rejected') throw new Error('took a message')
    expect([result.error.code, result.error.reason, result.error.action]).not.toContain('')
  })

  it('gives its credentials to no stranger', () => {
    const stranger = channel.media?.(new URL('https://elsewhere.example/a.png'), accountOf(channel), null)
    expect(stranger?.headers ?? {}).toEqual({})
  })

  describe.runIf(incoming.length > 0).each(incoming)('request %s', (name) => {
    const given = read<InCase>(channel, `${name}.in.json`)
    const expected = read<unknown>(channel, `${name}.out.json`)
    const account = accountOf(channel, given)
    const plain: RawRequest = {
      method: given.request.method,
      url: given.request.url,
      headers: given.request.headers ?? {},
      body: Buffer.from(given.request.body ?? '', 'utf8'),
      receivedAt: RECEIVED,
    }
    if (!signer) throw new Error(`write a signer for ${channel.provider} in test/fakes/signers.ts`)
    const signed = signer.sign(plain, account.settings)
    /** What the signature proves by itself, and with the provider's keys where it takes those. */
    const accepted = async (raw: RawRequest, by = account) => {
      if (!channel.verify(raw, by).ok) return false
      const world = { fetch: signer.keys ?? fetch, now: () => RECEIVED, apiBase: null }
      return channel.confirm ? (await channel.confirm(raw, by, world)).ok : true
    }

    it('passes signed, and with nothing else', async () => {
      const signature = signed.headers[signer.header] ?? ''
      expect(await accepted(signed)).toBe(true)
      // Telegram shows a secret and signs nothing: whoever knows it is believed whatever they say.
      for (let at = 0; at < plain.body.length && signer.covers !== 'nothing'; at++)
        expect(await accepted({ ...signed, body: flip(plain.body, at) }), `byte ${at} of the body`).toBe(
          false,
        )
      for (let at = 0; at < signature.length; at++) {
        const changed = flip(Buffer.from(signature), at).toString('latin1')
        expect(await accepted({ ...signed, headers: { ...signed.headers, [signer.header]: changed } })).toBe(
          false,
        )
      }
      const other = { ...account, settings: { ...account.settings, [signer.secret]: 'another secret' } }
      expect(await accepted(signed, other)).toBe(false)
      const elsewhere = { ...signed, url: `${signed.url}${signed.url.includes('?') ? '&' : '?'}x=1` }
      expect(await accepted(elsewhere)).toBe(signer.covers === 'body')
    })

    it('is read as expected, every time', async () => {
      expect(asJson(await channel.parse(signed, account))).toEqual(expected)
      expect(asJson(await channel.parse(signed, account))).toEqual(expected)
    })

    it('may say more than we know', async () => {
      const more = withUnknown(signed)
      expect(withoutMeta(await channel.parse(more, account))).toEqual(withoutMeta(expected))
    })

    it('cut off anywhere, is read or refused with a reason, but never a crash', async () => {
      for (let length = 0; length < plain.body.length; length++) {
        const outcome = await channel.parse({ ...signed, body: plain.body.subarray(0, length) }, account)
        if (!outcome.ok) expect(outcome.reason).not.toBe('')
      }
    })
  })

  describe.runIf(outgoing.length > 0).each(outgoing)('message %s', (name) => {
    const given = read<SendCase>(channel, `${name}.in.json`)
    const expected = read<SendExpected>(channel, `${name}.out.json`)
    const account = accountOf(channel, given)
    const message = outgoingMessage({
      id: 'msg_fixture1',
      conversationId: 'conv_fixture1',
      to: '+12127365000',
      text: '',
      ...given.message,
      files: (given.message.files ?? []).map((file) => ({
        ...file,
        read: () => Promise.resolve(new Uint8Array()),
      })),
    })
    const before = new Map((given.before ?? []).map((one) => [one.url, one.body]))
    const over = (answer: ChannelIo['fetch']): ChannelIo => ({
      fetch: async (input, init) => {
        const known = before.get(new Request(input, init).url)
        if (known !== undefined) return Response.json(known)
        return aside(input) ?? answer(input, init)
      },
      now: () => RECEIVED,
      webhookUrl: `https://desk.example/webhooks/${channel.provider}/k3y`,
      apiBase: given.apiBase ?? null,
      secret: 'a secret of the fixtures',
    })

    it('leaves as exactly this request', async () => {
      const calls: Request[] = []
      const { status, headers, body } = given.response ?? {
        status: 201,
        body: { sid: 'SM1', status: 'queued', num_segments: '1' },
      }
      const result = await channel.send(
        message,
        account,
        over((input, init) => {
          calls.push(new Request(input, init))
          return Promise.resolve(
            new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }),
          )
        }),
      )
      expect(calls).toHaveLength(1)
      const call = calls[0]
      if (!call) return
      expect({
        method: call.method,
        url: call.url,
        headers: Object.fromEntries(call.headers),
        body: readable(await call.text(), call.headers.get('content-type')),
      }).toEqual(expected.request)
      if (expected.result) expect(asJson(result)).toEqual(expected.result)
    })

    it.each([
      ['no connection came about', failing('ECONNREFUSED'), 'retry'],
      ['there is no such name', failing('ENOTFOUND'), 'retry'],
      ['the line broke', failing('ECONNRESET'), 'unknown'],
      ['nobody answered in time', failing('TimeoutError'), 'unknown'],
      ['a gateway failed', answering(502, '<h1>Bad gateway</h1>'), 'unknown'],
      ['the answer is gibberish', answering(200, '<h1>Welcome</h1>'), 'unknown'],
    ] as const)('where %s, says what is known', async (_what, answer, outcome) => {
      const result = await channel.send(message, account, over(answer))
      expect(result.outcome).toBe(outcome)
      if (result.outcome !== 'sent')
        expect([result.error.code, result.error.reason, result.error.action]).not.toContain('')
    })
  })
})
