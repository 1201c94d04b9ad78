import { expect, it } from 'vitest'
import { draftRoute, emptyDraft, routeKey } from './drafts.ts'

const way = (inboxId: string, over = {}) => ({
  inboxId,
  addressId: 'a',
  current: false,
  usable: true,
  ...over,
})
const [sms, mail, chat] = [way('sms', { current: true }), way('mail'), way('chat')]
const chosen = { ...emptyDraft, route: routeKey(mail), over: routeKey(sms) }

it('goes by the conversation’s own way, even where it is shut', () => {
  expect(draftRoute(emptyDraft, [mail, sms])).toBe(sms)
  const shut = { ...sms, usable: false }
  expect(draftRoute(emptyDraft, [mail, shut])).toBe(shut)
  expect(draftRoute(emptyDraft, [{ ...chat, usable: false }, mail])).toBe(mail)
  expect(draftRoute(emptyDraft, [])).toBeNull()
})
it('keeps the way that was chosen, and follows a customer who then writes by another', () => {
  expect(draftRoute(chosen, [sms, mail, chat])).toBe(mail)
  const now = [{ ...sms, current: false }, mail, { ...chat, current: true }]
  expect(draftRoute(chosen, now)).toBe(now[2])
  // They answered by the way that we chose.
  const answered = [
    { ...sms, current: false },
    { ...mail, current: true },
  ]
  expect(draftRoute(chosen, answered)).toBe(answered[1])
})
it('falls back where the way is gone', () => {
  expect(draftRoute(chosen, [sms, chat])).toBe(sms)
})
