// The same person on two channels: suggested with the evidence, merged, answered on either from one thread, and taken
// apart again, with what came in between.
import { describe, expect, it } from 'vitest'
import { matchPassed } from '#flow/match-contact.ts'
import { until } from '#test/harness/product.ts'
import { startTwoChannels } from '#test/harness/two-channels.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import type { DuplicateList, Merged, MergePreview } from '#wire/api/merges.ts'

const desk = await startTwoChannels()
const { api } = desk.product
let people = 0

/** Somebody who mails first, and then texts and says so. */
async function newPerson() {
  const n = ++people
  const [phone, email] = [desk.newPhone(), `riley${n}@acme${n}.example`]
  await desk.mailIn({
    from: `Riley Park <${email}>`,
    subject: `Quote ${n}`,
    text: 'Could you send me a quote?',
  })
  const byMail = await desk.contactOf(email)
  await desk.text(phone, `It is me, ${email}. Did you get my mail?`)
  const byText = await desk.contactOf(phone)
  const suggested = await until(async () => {
    const { body } = await api.get<ContactDetail>(`/contacts/${byText.id}`)
    return body.duplicates[0] && body
  }, 'the suggestion')
  // The front desk has said its word to both, so that nothing moves by itself any more.
  await Promise.all([desk.textTo(phone, 1), desk.mailTo(email, 1)])
  return { phone, email, byMail, byText, suggested }
}
type Person = Awaited<ReturnType<typeof newPerson>>
const merge = async (p: Person) => {
  const { body, status } = await api.post<Merged>(`/contacts/${p.byMail.id}/merge`, { fromId: p.byText.id })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const onlyConversation = async (contactId: string) => {
  const [row, ...more] = await desk.conversationsOf(contactId)
  expect(more).toEqual([])
  return row?.id ?? ''
}

describe('somebody who mails and then texts', () => {
  it('is suggested as one person, with the evidence from both sides', async () => {
    const { byMail, byText, suggested, email } = await newPerson()
    expect(byMail.id).not.toBe(byText.id)
    expect(suggested.duplicates).toMatchObject([
      {
        contact: { id: byMail.id },
        evidence: [`This contact gave their e-mail address ${email} in a message`],
      },
    ])
    const { body } = await api.get<ContactDetail>(`/contacts/${byMail.id}`)
    expect(body.duplicates[0]?.evidence).toEqual([
      `They gave this contact’s e-mail address ${email} in a message`,
    ])
  })

  it('is not suggested again once a person said no, unless there is more to say', async () => {
    const { byMail, byText, phone, email } = await newPerson()
    const open = async () => (await api.get<ContactDetail>(`/contacts/${byMail.id}`)).body.duplicates
    expect((await api.post(`/contacts/${byMail.id}/not-same`, { otherId: byText.id })).status).toBe(204)
    expect(await open()).toEqual([])
    const [conversation] = await desk.conversationsOf(byText.id)
    await desk.text(phone, `I said it is me, ${email}`)
    await desk.said(conversation?.id ?? '', `I said it is me, ${email}`)
    // The other one tells this one's number: that is new, and weighs.
    await desk.mailIn({ from: email, subject: 'Again', text: `Please call me at ${phone}` })
    expect((await until(async () => (await open())[0], 'the stronger suggestion')).evidence).toHaveLength(2)
  })

  it('is looked over before the merge, and nothing is lost in it: the opt-out least of all', async () => {
    const person = await newPerson()
    const { byMail, byText, phone } = person
    await desk.text(phone, 'STOP')
    await until(async () => (await desk.contactOf(phone)).addresses[0]?.optedOutAt, 'the opt-out')
    await api.post(`/contacts/${byText.id}/notes`, { body: 'Prefers mornings' })
    await api.patch(`/contacts/${byText.id}`, { company: 'Acme', leadStatus: 'quoted' })
    await api.patch(`/contacts/${byMail.id}`, { company: 'Böhm' })
    const { body: preview } = await api.post<MergePreview>(`/contacts/${byMail.id}/merge/preview`, {
      fromId: byText.id,
      choices: { company: 'from' },
    })
    expect(preview).toMatchObject({
      result: { name: 'Riley Park', company: 'Acme', leadStatus: 'quoted' },
      conflicts: [{ field: 'company', into: 'Böhm', from: 'Acme', chosen: 'from' }],
      moves: { conversations: 1, notes: 1, appointments: 0, consents: 1 },
      stays: [expect.stringMatching(/stays opted out$/)],
    })
    const { contact } = await merge(person)
    const { body: whole } = await api.get<ContactDetail>(`/contacts/${contact.id}`)
    expect(whole.addresses.map((a) => a.optedOutAt !== null)).toEqual([false, true])
    expect([whole.notes.length, whole.consent.length, whole.duplicates]).toEqual([1, 1, []])
    expect(await desk.conversationsOf(contact.id)).toHaveLength(2)
    // Old links lead to the survivor, to read and to write; the number finds them.
    expect((await api.get<ContactDetail>(`/contacts/${byText.id}`)).body.id).toBe(byMail.id)
    expect((await api.post(`/contacts/${byText.id}/notes`, { body: 'by an old link' })).status).toBe(201)
    expect(await desk.conversationsOf(byText.id)).toHaveLength(2)
    expect((await desk.contactOf(phone)).id).toBe(byMail.id)
  })
})

describe('who else is suggested', () => {
  it('a visitor of the web site who gives a mail address that somebody has', async () => {
    const email = 'ada@customer.example'
    await desk.mailIn({ from: email, subject: 'Hello', text: 'A question' })
    const known = await desk.contactOf(email)
    const { body: inbox } = await api.post('/inboxes', {
      channel: 'webchat',
      provider: 'widget',
      name: 'Site',
    })
    const ask = async (path: string, body: object, token = '') =>
      (
        await fetch(`${desk.product.url}/widget/${inbox.key}/${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(token && { authorization: `Visitor ${token}` }),
          },
          body: JSON.stringify(body),
        })
      ).json()
    const { token } = await ask('session', {})
    await ask('messages', { clientId: 'visit-0001', text: 'It is Ada', name: 'Ada', email }, token)
    const { duplicates } = await until(async () => {
      const detail = await desk.contactOf(email)
      return detail.duplicates[0] && detail
    }, 'the suggestion')
    expect(duplicates[0]).toMatchObject({
      contact: { name: 'Ada' },
      evidence: [`They gave this contact’s e-mail address ${email} in the chat’s form`],
    })
    expect((await desk.contactOf(email)).id).toBe(known.id)
  })

  it('whoever came by a way that tells nobody: the sweep finds one number in two spellings', async () => {
    const { flow } = desk.product
    const [workspace] = await flow.store.run<{ id: string }>('any', 'select id from workspaces', [])
    const long = flow.clock.now().getTime() - 3_600_000
    const made = ['+5511987654321', '+551187654321'].map((value, i) => {
      const at = new Date(long + i)
      return { value, at, id: flow.ids.next('con', at), address: flow.ids.next('adr', at) }
    })
    for (const { value, at, id, address } of made) {
      await flow.store.run('c', 'insert into contacts (workspace_id, id, created_at) values ($1, $2, $3)', [
        workspace?.id,
        id,
        at,
      ])
      await flow.store.run(
        'a',
        `insert into addresses (workspace_id, id, contact_id, kind, value) values ($1, $2, $3, 'phone', $4)`,
        [workspace?.id, address, id, value],
      )
    }
    await matchPassed(flow)
    const found = await until(async () => {
      const { body } = await api.get<ContactDetail>(`/contacts/${made[0]?.id}`)
      return body.duplicates[0]
    }, 'the suggestion')
    expect(found).toMatchObject({
      contact: { id: made[1]?.id },
      evidence: [expect.stringMatching(/^Same phone number, written in two ways: /)],
    })
  })
})

describe('one thread, two channels', () => {
  it('goes on by mail from the thread of texts, and the answer comes back into it', async () => {
    const person = await newPerson()
    const texts = await onlyConversation(person.byText.id)
    await merge(person)
    const { routes } = await desk.conversation(texts)
    expect(routes.map((r) => [r.channel, r.current, r.usable])).toEqual([
      ['sms', true, true],
      ['email', false, true],
    ])
    const [, byMail] = routes
    const sent = await api.post(`/conversations/${texts}/messages`, {
      text: 'Here is the quote.',
      subject: 'Your quote',
      inboxId: byMail?.inboxId,
      addressId: byMail?.addressId,
    })
    expect(sent.status).toBe(201)
    const ours = await desk.mailTo(person.email, 2)
    expect(ours.subject).toBe('Your quote')
    await desk.mailIn({
      from: person.email,
      to: ours.replyTo?.[0]?.address ?? '',
      subject: 'Re: Your quote',
      text: 'Thanks, I take it.',
    })
    await desk.said(texts, 'Thanks, I take it.')
    expect((await desk.messages(texts)).map((m) => m.channel)).toEqual(
      expect.arrayContaining(['sms', 'email']),
    )
    expect((await desk.conversation(texts)).channel).toBe('email')
    await desk.text(person.phone, 'And by text again')
    await desk.said(texts, 'And by text again')
  })

  it('says of each way why it is shut', async () => {
    const person = await newPerson()
    const texts = await onlyConversation(person.byText.id)
    await merge(person)
    const { addresses } = await desk.contactOf(person.email)
    const mail = addresses.find((a) => a.kind === 'email')
    await api.post(`/contacts/${person.byMail.id}/consent`, { addressId: mail?.id, action: 'opt_out' })
    const routes = async () =>
      (await desk.conversation(texts)).routes.map((r) => [r.channel, r.usable, r.why])
    expect(await routes()).toEqual([
      ['sms', true, null],
      ['email', false, 'The customer opted out of messages at this address'],
    ])
    await api.patch(`/inboxes/${desk.sms.id}`, { status: 'paused' })
    expect((await routes())[0]).toEqual([
      'sms',
      true,
      'The inbox Texts is paused. The message waits until it is active again',
    ])
    await api.patch(`/inboxes/${desk.sms.id}`, { status: 'active' })
  })

  it('gets an address by hand; somebody else’s is refused with the way out', async () => {
    const { byText, byMail, email } = await newPerson()
    const add = (value: string, kind = 'email') =>
      api.post(`/contacts/${byText.id}/addresses`, { kind, value })
    expect((await add('no mail')).body.errors).toMatchObject([{ path: 'value' }])
    const taken = await add(email.toUpperCase())
    expect([taken.status, taken.body.facts.contactId]).toEqual([409, byMail.id])
    const added = await add('(212) 736-4999', 'phone')
    expect([added.status, added.body.addresses.length]).toEqual([201, 2])
    expect((await desk.contactOf('(212) 736 4999')).id).toBe(byText.id)
  })
})

describe('a merge that is taken back', () => {
  it('gives back everything, with what came since by the addresses that go', async () => {
    const person = await newPerson()
    const { byMail, byText, phone, email } = person
    const before = [await desk.contactOf(email), await desk.contactOf(phone)]
    const texts = await onlyConversation(byText.id)
    const { mergeId } = await merge(person)
    await desk.text(phone, 'While we were one')
    await desk.said(texts, 'While we were one')
    await desk.mailIn({ from: email, subject: 'Another thing', text: 'A second mail' })
    await until(async () => (await desk.conversationsOf(byMail.id)).length === 3, 'the second mail')
    await api.post(`/contacts/${byMail.id}/notes`, { body: 'of both' })
    const { mergedFrom } = await desk.contactOf(phone)
    expect(mergedFrom).toMatchObject([{ mergeId, contactId: byText.id }])

    expect((await api.post(`/merges/${mergeId}/undo`)).status).toBe(200)
    expect(await onlyConversation(byText.id)).toBe(texts)
    expect(await desk.conversationsOf(byMail.id)).toHaveLength(2)
    const [mailNow, textNow] = [await desk.contactOf(email), await desk.contactOf(phone)]
    const known = ({ id, name, company, leadStatus, createdAt, addresses }: ContactDetail) => ({
      id,
      name,
      company,
      leadStatus,
      createdAt,
      addresses,
    })
    expect([mailNow, textNow].map(known)).toEqual(before.map(known))
    // What people wrote on the merged contact stays with the survivor.
    expect([mailNow.notes.length, textNow.notes.length]).toEqual([1, 0])
    expect(textNow.duplicates).toHaveLength(1)
    await desk.text(phone, 'And apart again')
    await desk.said(texts, 'And apart again')
    expect((await api.post(`/merges/${mergeId}/undo`)).status).toBe(409)
    // To undo the undo is a new merge.
    expect((await merge(person)).mergeId).not.toBe(mergeId)
  })

  it('leaves no way from the one to the other, though their threads were crossed', async () => {
    const person = await newPerson()
    const { byMail, byText, phone, email } = person
    const texts = await onlyConversation(byText.id)
    const { mergeId } = await merge(person)
    const mail = (await desk.conversation(texts)).routes.find((r) => r.channel === 'email')
    await api.post(`/conversations/${texts}/messages`, {
      text: 'By mail now',
      subject: 'Crossed',
      inboxId: mail?.inboxId,
      addressId: mail?.addressId,
    })
    const ours = await desk.mailTo(email, 2)
    await desk.mailIn({
      from: email,
      to: ours.replyTo?.[0]?.address ?? '',
      subject: 'Re: Crossed',
      text: 'Got it by mail',
    })
    await desk.said(texts, 'Got it by mail')
    await api.post(`/merges/${mergeId}/undo`)
    const conversation = await desk.conversation(texts)
    expect(conversation.contact.id).toBe(byText.id)
    expect(conversation.routes.map((r) => [r.channel, r.current])).toEqual([['sms', true]])
    await desk.text(phone, 'Still here')
    await desk.said(texts, 'Still here')
    expect((await desk.conversationsOf(byMail.id)).map((c) => c.channel)).toEqual(['email'])
  })
})

describe('what cannot be merged', () => {
  it('is refused in words: oneself, nobody, and who is a part of another', async () => {
    const person = await newPerson()
    const { byMail, byText } = person
    const ask = (into: string, from: string) => api.post(`/contacts/${into}/merge`, { fromId: from })
    expect((await ask(byMail.id, byMail.id)).body.detail).toBe('A contact cannot be merged with itself.')
    expect((await ask(byMail.id, 'con_nobody')).status).toBe(404)
    const first = await merge(person)
    expect((await ask(byMail.id, byText.id)).status).toBe(404)
    const third = (await api.post('/contacts', { name: 'Third' })).body
    const second = (await ask(third.id, byMail.id)).body
    // The chain leads to its end, and is undone from there.
    expect((await api.get<ContactDetail>(`/contacts/${byText.id}`)).body.id).toBe(third.id)
    const early = await api.post(`/merges/${first.mergeId}/undo`)
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('Undo that merge first')])
    expect((await api.post(`/merges/${second.mergeId}/undo`)).status).toBe(200)
    expect((await api.post(`/merges/${first.mergeId}/undo`)).status).toBe(200)
    expect((await desk.contactOf(person.phone)).id).toBe(byText.id)
  })

  it('is merged once, however many ask at the same moment', async () => {
    const { byMail, byText, phone, email } = await newPerson()
    const asked = await Promise.all([
      ...Array.from({ length: 4 }, () => api.post(`/contacts/${byMail.id}/merge`, { fromId: byText.id })),
      ...Array.from({ length: 4 }, () => api.post(`/contacts/${byText.id}/merge`, { fromId: byMail.id })),
      desk.text(phone, 'at the same moment'),
      desk.mailIn({ from: email, subject: 'Now', text: 'and by mail' }),
    ])
    const statuses = asked.flatMap((a) => (a ? [a.status] : []))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, ...Array<number>(7).fill(404)])
    const survivor = await desk.contactOf(phone)
    expect(survivor.addresses).toHaveLength(2)
    await until(async () => (await desk.conversationsOf(survivor.id)).length === 3, 'all three threads')
    const { total, items } = (await api.get<DuplicateList>('/contacts/duplicates')).body
    expect(total).toBeGreaterThanOrEqual(items.length)
    expect(JSON.stringify(items)).not.toContain(survivor.id)
  })
})
