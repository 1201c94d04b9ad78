// A customer changes what they wrote into STOP. It is obeyed like a STOP that was written so, once, and confirmed.
import { expect, it } from 'vitest'
import { QUESTION, startChatting } from '#test/harness/chatting.ts'
import { until } from '#test/harness/product.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'

const { api, ...chatting } = await startChatting()
const { newCustomer, wire, seconds, wamid, said, deliver, sentTo, arrived, findConversation, thread } =
  chatting

/** `aheadMs`: WhatsApp tells whole seconds, so what follows another within one is dated later. */
const edit = (phone: string, id: string, text: string, aheadMs = 0) =>
  deliver({
    contacts: [{ profile: { name: 'Mara' }, wa_id: wire(phone) }],
    messages: [
      {
        from: wire(phone),
        id: wamid(),
        timestamp: seconds(-aheadMs),
        type: 'edit',
        edit: { original_message_id: id, message: { type: 'text', text: { body: text } } },
      },
    ],
  })
async function ask(phone: string): Promise<string> {
  const id = wamid()
  await deliver(said(phone, QUESTION, { id }))
  await arrived(phone)
  return id
}
const consentOf = async (phone: string) => {
  const conversation = await findConversation(phone)
  const { body } = await api.get<ContactDetail>(`/contacts/${conversation?.contact.id}`)
  return body.consent.map(({ action, source, text }) => ({ action, source, text }))
}
const isOut = async (phone: string) => (await findConversation(phone))?.contact.optedOut
const bodies = (phone: string) => sentTo(phone).map((m) => (m.body['text'] as { body: string }).body)

it('after the answer: nothing more is sent but the confirmation, and the ledger has the edited words', async () => {
  const phone = newCustomer()
  const id = await ask(phone)
  await edit(phone, id, 'Stop.')
  expect(await isOut(phone)).toBe(true)
  await arrived(phone, 2)
  expect(bodies(phone)[1]).toMatch(/You are unsubscribed/)
  expect(await consentOf(phone)).toEqual([{ action: 'opt_out', source: 'keyword', text: 'Stop.' }])
  const conversation = await findConversation(phone)
  const again = await api.post(`/conversations/${conversation?.id}/messages`, { text: 'Are you sure?' })
  expect(again.status).toBe(422)
  // The provider tells it once more.
  await edit(phone, id, 'Stop.', 2_000)
  expect(await consentOf(phone)).toHaveLength(1)
  expect((await thread(phone)).filter((m) => m.direction === 'out' && m.status !== 'failed')).toHaveLength(2)
})

it('while a person has the conversation: obeyed and confirmed all the same', async () => {
  const phone = newCustomer()
  const id = await ask(phone)
  const conversation = await findConversation(phone)
  expect((await api.post(`/conversations/${conversation?.id}/messages`, { text: 'Ana here.' })).status).toBe(
    201,
  )
  await arrived(phone, 2)
  await edit(phone, id, 'STOP')
  expect(await isOut(phone)).toBe(true)
  await arrived(phone, 3)
  expect(bodies(phone)[2]).toMatch(/You are unsubscribed/)
  expect((await findConversation(phone))?.handler).toBe('human')
})

it('an edit away from STOP lifts nothing; one into START does, where it came after', async () => {
  const phone = newCustomer()
  const asked = await ask(phone)
  const stop = wamid()
  await deliver(said(phone, 'STOP', { id: stop }))
  await until(() => isOut(phone), 'the opt-out')
  await edit(phone, stop, 'Stop by at three?')
  expect(await isOut(phone)).toBe(true)
  // Changed before the STOP was written, and told after it.
  await edit(phone, asked, 'START', -60_000)
  expect(await isOut(phone)).toBe(true)
  await edit(phone, stop, 'START', 60_000)
  expect(await isOut(phone)).toBe(false)
  expect((await consentOf(phone)).map((one) => one.action).toSorted()).toEqual(['opt_in', 'opt_out'])
})
