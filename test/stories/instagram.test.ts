// An Instagram account and its customers: a reel's question answered, a story answered, an answer that only its echo
// proves, reading up to a message, and taking back.
import { describe, expect, it } from 'vitest'
import { QUESTION, startPaging } from '#test/harness/paging.ts'
import { until } from '#test/harness/product.ts'

const account = await startPaging('instagram')
const out = async (who: string) => (await account.thread(who)).filter((m) => m.direction === 'out')

describe('a customer writes', () => {
  it('is answered, and what they have read is everything up to that message', async () => {
    const who = account.newCustomer()
    await account.write(who, QUESTION)
    await account.reaches(who, 'sent')
    await account.answer(who, 'Shall I keep a table?')
    await until(() => account.sentTo(who).length === 2, 'both messages at Meta')
    await account.answer(who, 'Or two?')
    await until(
      async () => (await out(who)).filter((m) => m.status === 'sent').length === 3,
      'all to be sent',
    )
    const [, second, third] = account.sentTo(who)
    await account.tell(account.event(who, { read: { mid: second?.mid } }))
    expect((await out(who)).map((m) => m.status)).toEqual(['read', 'read', 'sent'])
    await account.tell(account.event(who, { read: { mid: third?.mid } }))
    expect((await out(who)).map((m) => m.status)).toEqual(['read', 'read', 'read'])
  })

  it('answers a story, which is named with its address, and is not stored', async () => {
    const who = account.newCustomer()
    const story = { id: '18000000000000001', url: `${account.meta.url}/cdn/story.jpg` }
    const message = { mid: account.newMid(), text: `Is that the blue one? (${who})`, reply_to: { story } }
    await account.tell(account.event(who, { message }))
    const [theirs] = await until(async () => {
      const found = await account.thread(who)
      return found.length > 0 && found
    }, 'the message')
    expect(theirs).toMatchObject({
      text: `Is that the blue one? (${who})\nAnswered your story: ${story.url}`,
      attachments: [],
    })
  })

  it('taps a button, which says what stands on it', async () => {
    const who = account.newCustomer()
    const postback = { mid: account.newMid(), title: `Opening hours (${who})`, payload: 'HOURS' }
    await account.tell(account.event(who, { postback }))
    expect((await account.thread(who))[0]?.text).toBe(`Opening hours (${who})`)
  })

  it('and takes it back: it is gone here too', async () => {
    const who = account.newCustomer()
    const mid = await account.write(who, QUESTION)
    await account.reaches(who, 'sent')
    const row = await account.conversation(who)
    await account.tell(account.event(who, { message: { mid, is_deleted: true } }))
    const { body } = await account.product.api.get(`/conversations/${row?.id}/messages`)
    expect(body.items[0]).toMatchObject({ text: '', unsent: expect.any(String) })
  })
})

describe('the echo, in which Instagram carries no id of ours', () => {
  it('proves a message whose answer was lost; it is not sent twice', async () => {
    const who = account.newCustomer()
    account.meta.loseNextAnswer()
    await account.write(who, QUESTION)
    const theirs = await until(() => account.sentTo(who)[0], 'the message at Meta')
    await account.reaches(who, 'sending')
    await account.tell(account.echo(who, { mid: theirs.mid, text: theirs.message.text }))
    await account.reaches(who, 'sent')
    await account.write(who, QUESTION)
    await until(() => account.sentTo(who).length === 2, 'the next answer')
    expect((await account.conversation(who))?.handler).toBe('ai')
  })

  it('of a picture and of the text beside it, which are two messages of ours, is none of a colleague’s', async () => {
    const who = account.newCustomer()
    await account.write(who, QUESTION)
    await account.reaches(who, 'sent')
    const { api, url } = account.product
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array([137, 80, 78, 71])], { type: 'image/png' }), 'menu.png')
    const uploaded = await fetch(`${url}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-token-0123456789abcdef' },
      body: form,
    })
    const file = (await uploaded.json()) as { id: string }
    const row = await account.conversation(who)
    const sent = await api.post(`/conversations/${row?.id}/messages`, {
      text: 'Our menu.',
      attachments: [file.id],
    })
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    const parts = await until(
      () => account.sentTo(who).length === 3 && account.sentTo(who).slice(1),
      'both messages',
    )
    expect(parts.map(({ message }) => message.text ?? message.attachment?.type)).toEqual([
      'image',
      'Our menu.',
    ])
    for (const part of parts) {
      const { text, attachment } = part.message
      await account.tell(
        account.echo(who, {
          mid: part.mid,
          ...(text ? { text } : {}),
          ...(attachment ? { attachments: [attachment] } : {}),
        }),
      )
    }
    expect((await out(who)).map((m) => [m.author.kind, m.text === ''])).toEqual([
      ['ai', false],
      ['api', true],
      ['api', false],
    ])
  })

  it('of what somebody wrote in the Instagram app is theirs', async () => {
    const who = account.newCustomer()
    await account.write(who, QUESTION)
    await account.reaches(who, 'sent')
    await account.tell(account.echo(who, { mid: account.newMid(), text: 'Hi, it is me, Ana.' }))
    expect((await out(who)).at(-1)).toMatchObject({
      author: { kind: 'phone', name: 'Somebody in the Instagram app' },
    })
    expect((await account.conversation(who))?.handler).toBe('human')
  })
})
