// The composer where the provider lets us write only for some hours: a countdown, and templates when it is over.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESKTOP, PHONE, startBrowser } from '#test/harness/browser.ts'
import { QUESTION, startChatting } from '#test/harness/chatting.ts'
import { until } from '#test/harness/product.ts'
import { findViolations } from './axe.ts'
import { inboxOf } from './desk.ts'
import { makeOwner } from './owner.ts'

const { newVisitor } = await startBrowser()
const { whatsapp, product, inbox, api, ...chatting } = await startChatting()
const { newCustomer, seconds, said, deliver, arrived, findConversation, thread } = chatting
const owner = await makeOwner(product)
const HOUR = 3_600_000
const SHOTS = process.env['SHOTS']

whatsapp.templates.push(
  {
    id: '594425479261596',
    name: 'appointment_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Your appointment' },
      {
        type: 'BODY',
        text: 'Hello {{1}}, we expect you on {{2}}.',
        example: { body_text: [['Mara', 'Tuesday at ten']] },
      },
      { type: 'FOOTER', text: 'Harbour Dental' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'I am coming' }] },
    ],
  },
  {
    id: '594425479261597',
    name: 'spring_offer',
    language: 'de',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Zehn Prozent im Frühling.' }],
  },
  {
    id: '594425479261598',
    name: 'old_offer',
    language: 'en_US',
    status: 'REJECTED',
    rejected_reason: 'ABUSIVE_CONTENT',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Nothing.' }],
  },
)

async function open(agoMs: number, phone = newCustomer()): Promise<{ page: Page; phone: string }> {
  await deliver(said(phone, QUESTION, { timestamp: seconds(agoMs) }))
  const conversation = await until(() => findConversation(phone), 'the conversation')
  await until(async () => (await thread(phone)).length > 1, 'the AI to have acted')
  const page = await newVisitor()
  await owner.signIn(page)
  await page.goto(`${product.url}/inbox/${conversation.id}`)
  await inboxOf(page).said(/./).first().waitFor()
  return { page, phone }
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: `${SHOTS}/${name}-${scheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(PHONE)
  await page.screenshot({ path: `${SHOTS}/${name}-phone.png` })
  await page.setViewportSize(DESKTOP)
}

it('counts down, warns in the last hour, and a message can be answered by name', async () => {
  const { page, phone } = await open(2 * HOUR)
  const { write, composer } = inboxOf(page)
  await write.getByText(/^Free to write for 21 h 5\d min$/).waitFor()
  await page.getByRole('article').filter({ hasText: QUESTION }).hover()
  await page.getByRole('button', { name: /^Reply to this message of Mara/ }).click()
  await write.getByText('Answering Mara').waitFor()
  await composer.fill('Yes, by name.')
  await shoot(page, 'window-open')
  await composer.press('Enter')
  const sent = await until(() => whatsapp.messages.find((m) => m.body['context']), 'the answer by name')
  expect(sent.to).toBe(phone)
  await page.getByRole('article').filter({ hasText: 'Yes, by name.' }).locator('blockquote').waitFor()
  await shoot(page, 'window-quoted')

  const late = await open(23.5 * HOUR)
  const note = inboxOf(late.page).write.getByRole('status')
  await note.getByText(/^Free to write for (29|30) min$/).waitFor()
  await shoot(late.page, 'window-soon')
})

it('turns into templates when it is over: chosen, filled in, seen and sent', async () => {
  const { page, phone } = await open(30 * HOUR)
  const { write, composer } = inboxOf(page)
  await write.getByText(/only an approved template can be sent/).waitFor()
  expect(await composer.count()).toBe(0)
  // Nobody has asked the provider before: the page does, and shows what the state of each is.
  const reminder = write.getByRole('button', { name: /^Appointment reminder/ })
  await reminder.waitFor()
  expect(await write.getByRole('button', { name: /^Old offer/ }).isDisabled()).toBe(true)
  await write.getByText('It was rejected: abusive content').waitFor()
  expect(await write.getByRole('button', { name: /^Spring offer/ }).textContent()).toMatch(
    /German.*Marketing/,
  )
  await shoot(page, 'templates-choose')
  expect(await findViolations(page)).toEqual([])

  await reminder.click()
  const preview = write.getByRole('group', { name: 'Preview' })
  await preview.getByText('Hello [Text 1], we expect you on [Text 2].').waitFor()
  await write.getByRole('button', { name: 'Send the template' }).click()
  await write.getByText('Fill in “Text 2”.').waitFor()
  await write.getByLabel('Text 1').fill('Mara')
  await write.getByLabel('Text 2').fill('Friday')
  await preview.getByText('Hello Mara, we expect you on Friday.').waitFor()
  await write.getByText('The provider charges for it as a utility message.').waitFor()
  await shoot(page, 'templates-fill')
  expect(await findViolations(page)).toEqual([])
  await write.getByRole('button', { name: 'Send the template' }).click()
  const [sent] = await arrived(phone)
  expect(sent?.body.type).toBe('template')
  const bubble = page.getByRole('article').filter({ hasText: 'we expect you on Friday' })
  await bubble.getByText('Template · utility').waitFor()
  await bubble.getByText('I am coming').waitFor()
  await shoot(page, 'templates-sent')
  expect((await api.get(`/inboxes/${inbox.id}/templates`)).body.items).toHaveLength(3)
})

it('says it when the window closes while the page is open, and keeps what was begun', async () => {
  const { page } = await open(23.99 * HOUR)
  const { write, composer } = inboxOf(page)
  await composer.fill('I was about to')
  await write.getByText(/^Free to write for (less than a minute|\d min)$/).waitFor()
  // The page's clock, not ours: nobody waits here.
  await page.clock.install()
  await page.clock.fastForward(20 * 60_000)
  await write.getByText(/has just ended/).waitFor()
  await write.getByText(/What you had begun to write is kept/).waitFor()
})
