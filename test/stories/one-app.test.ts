// A business with several pages, a number on WhatsApp and one Meta app: one webhook address, and everything finds its own
// inbox. And who is only a number at Meta gets a name.
import { describe, expect, it } from 'vitest'
import { signMeta } from '#test/fakes/signers.ts'
import { QUESTION, startPaging } from '#test/harness/paging.ts'
import { until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const page = await startPaging('messenger')
const { api } = page.product
const settings = (appSecret: string, more: Record<string, string>) => ({
  accessToken: page.meta.accessToken,
  appSecret,
  verifyToken: 'a-verify-token',
  apiBase: page.meta.url,
  ...more,
})
const connect = async (channel: string, name: string, appSecret: string, more: Record<string, string>) => {
  const made = await api.post<Inbox>('/inboxes', {
    channel,
    provider: 'meta',
    name,
    address: channel === 'whatsapp' ? '+12125550100' : '',
    settings: settings(appSecret, more),
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}
const second = await connect('messenger', 'Second page', page.meta.appSecret, { pageId: '222222222222' })
const foreign = await connect('messenger', 'Of another app', 'another-secret', { pageId: '333333333333' })
const insta = await connect('instagram', 'Account', page.meta.appSecret, { accountId: '17841400000000000' })
const number = await connect('whatsapp', 'Number', page.meta.appSecret, {
  phoneNumberId: '444444444444',
  businessAccountId: '555555555555',
})

const entry = (id: string, who: string, text: string) => ({
  id,
  time: 1,
  messaging: [{ ...page.event(who, { message: { mid: page.newMid(), text } }), recipient: { id } }],
})
/** What each customer of an inbox has written first. */
const heard = async (inbox: { id: string }) => {
  const { items } = (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
  const rows = items.filter((row) => row.inboxId === inbox.id)
  const threads = await Promise.all(
    rows.map((row) => api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)),
  )
  return threads.map(({ body }) => body.items[0]?.text)
}
const quarantine = async (inbox: { id: string }) =>
  (await api.get<{ items: { reason: string }[] }>(`/inboxes/${inbox.id}/quarantine`)).body.items ?? []

describe('one webhook address', () => {
  it('serves every page of the app, also in one request', async () => {
    const answer = await page.meta.deliverEntries(page.inbox.webhookUrl, [
      entry(page.meta.accountId, page.newCustomer(), 'For the first page'),
      entry('222222222222', page.newCustomer(), 'For the second page'),
    ])
    expect(answer.status).toBe(200)
    expect(await heard(page.inbox)).toEqual(['For the first page'])
    expect(await heard(second)).toEqual(['For the second page'])
  })

  it('serves an Instagram account and a number of the same app', async () => {
    const post = async (body: string) =>
      (
        await fetch(page.inbox.webhookUrl, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-hub-signature-256': signMeta(body, page.meta.appSecret),
          },
          body,
        })
      ).status
    const direct = {
      object: 'instagram',
      entry: [entry('17841400000000000', '8800000000000', 'From Instagram')],
    }
    expect(await post(JSON.stringify(direct))).toBe(200)
    const whatsapp = {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '555555555555',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '12125550100', phone_number_id: '444444444444' },
                contacts: [{ profile: { name: 'Mara' }, wa_id: '12127365000' }],
                messages: [
                  {
                    from: '12127365000',
                    id: 'wamid.one-app',
                    timestamp: String(Math.floor(Date.now() / 1000)),
                    type: 'text',
                    text: { body: 'From WhatsApp' },
                  },
                ],
              },
            },
          ],
        },
      ],
    }
    expect(await post(JSON.stringify(whatsapp))).toBe(200)
    expect(await heard(insta)).toEqual(['From Instagram'])
    expect(await heard(number)).toEqual(['From WhatsApp'])
  })

  it('serves no page of another app: its secret has signed nothing', async () => {
    const answer = await page.meta.deliverEntries(page.inbox.webhookUrl, [
      entry('333333333333', page.newCustomer(), 'Forged with our own secret'),
    ])
    expect(answer.status).toBe(200)
    expect(await heard(foreign)).toEqual([])
    const inboxes = (await api.get<{ items: Inbox[] }>('/inboxes')).body.items
    expect(JSON.stringify(inboxes.find((one) => one.id === page.inbox.id))).toMatch(/quarantine/i)
    expect(await quarantine(page.inbox)).toMatchObject([{ reason: expect.stringContaining('333333333333') }])
  })
})

describe('a name', () => {
  const jobs = async (task: string) =>
    (
      await page.product.flow.store.run(
        'test-jobs',
        'select 1 from graphile_worker.jobs where task_identifier = $1',
        [task],
      )
    ).length
  const nameOf = async (who: string) => (await page.conversation(who))?.contact.name

  it('is asked of Meta once, after the first message', async () => {
    const who = page.newCustomer()
    page.meta.profiles.set(who, { first_name: 'Mara', last_name: 'Quinn' })
    await page.write(who, QUESTION)
    await until(async () => (await nameOf(who)) === 'Mara Quinn', 'the name')
    await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    expect(page.meta.asked.filter((path) => path.includes(who))).toHaveLength(1)
  })

  it('that a person has entered stays', async () => {
    const who = page.newCustomer()
    page.meta.profiles.set(who, { first_name: 'Mara' })
    const release = page.meta.holdAnswerTo(who)
    await page.write(who, QUESTION)
    const { contact } = (await page.conversation(who)) ?? { contact: { id: '' } }
    await until(() => page.meta.asked.some((path) => path.includes(who)), 'the question')
    await api.patch(`/contacts/${contact.id}`, { name: 'My neighbour' })
    release()
    await until(async () => (await jobs('fetch_profile')) === 0, 'the answer')
    expect(await nameOf(who)).toBe('My neighbour')
  })

  it('that Meta does not tell is asked for no second time', async () => {
    const who = page.newCustomer()
    await page.write(who, QUESTION)
    await until(() => page.meta.asked.some((path) => path.includes(who)), 'the question')
    page.meta.profiles.set(who, { first_name: 'Late' })
    await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    expect(page.meta.asked.filter((path) => path.includes(who))).toHaveLength(1)
    expect(await nameOf(who)).toBeNull()
  })
})
