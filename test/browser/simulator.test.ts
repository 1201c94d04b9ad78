// Be the customer: everything that the simulator's phone, mailbox and web site do, and what becomes of it in the inbox.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { startBrowser } from '#test/harness/browser.ts'
import { startProduct } from '#test/harness/product.ts'
import { findViolations } from './axe.ts'
import { inboxOf } from './desk.ts'
import { makeOwner, OWNER } from './owner.ts'

const QUESTION = 'How can I pay?'
const ANSWER = /card, cash or bank transfer/
const withMail = { sampleData: true, smtpIn: { host: '127.0.0.1', port: 0 } }

const { newVisitor } = await startBrowser()
const fresh = await startProduct({ config: withMail })
const product = await startProduct({ config: withMail })
const owner = await makeOwner(product)

/** The owner at a customer's phone or mailbox. */
async function open(device: string, app: string): Promise<Page> {
  const page = await newVisitor()
  await owner.signIn(page)
  await page.goto(`${product.url}/simulator?device=${device}&app=${app}`)
  return page
}

function phoneOf(page: Page) {
  const phone = page.getByRole('region', { name: /’s phone$/ })
  const log = phone.getByRole('log')
  return {
    log,
    field: phone.getByRole('textbox'),
    /** Bubbles of the business, and of the customer. */
    got: (text: string | RegExp) => log.locator('.sim-theirs').filter({ hasText: text }),
    wrote: (text: string | RegExp) => log.locator('.sim-own').filter({ hasText: text }),
    lost: log.locator('.sim-note'),
    async write(text: string): Promise<void> {
      await phone.getByRole('textbox').fill(text)
      await phone.getByRole('textbox').press('Enter')
    },
    tries: page.getByRole('region', { name: 'What to try' }),
    world: page.getByRole('region', { name: 'How the world behaves' }),
    card: page.getByRole('region', { name: 'In the inbox' }),
  }
}

async function toInbox(page: Page): Promise<ReturnType<typeof inboxOf>> {
  await phoneOf(page).card.getByRole('link', { name: 'Open the conversation' }).click()
  await inboxOf(page).messages.waitFor()
  return inboxOf(page)
}

describe('the first minute', () => {
  it('a new owner is a customer, is answered by the AI, takes over, and the phone gets it', async () => {
    const began = performance.now()
    const page = await newVisitor()
    await page.goto(fresh.url)
    await page.getByLabel('Your name').fill(OWNER.name)
    await page.getByLabel('Email').fill(OWNER.email)
    await page.getByLabel('Password').fill(OWNER.password)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Simulator' }).click()
    const phone = phoneOf(page)
    await phone.write(QUESTION)
    await phone.got(ANSWER).waitFor()
    expect(performance.now() - began).toBeLessThan(60_000)

    const inbox = await toInbox(page)
    await inbox.said(ANSWER).getByText('AI').first().waitFor()
    await inbox.write.getByRole('button', { name: 'Take over' }).click()
    await inbox.write.getByText('You are handling this.').waitFor()
    await inbox.composer.fill('This is Sam, a person.')
    await inbox.composer.press('Enter')
    await inbox.said('This is Sam, a person.').getByText('Delivered').waitFor()
    await page.goBack()
    await phone.got('This is Sam, a person.').waitFor()
    await phone.card.getByText('A person answers').waitFor()

    await phone.write(QUESTION)
    await phone.wrote(QUESTION).nth(1).waitFor()
    await toInbox(page)
    await page.getByText('The AI did not answer:').waitFor()
    await inbox.write.getByRole('button', { name: 'Resume AI' }).click()
    await inbox.write.getByText('The AI is answering.').waitFor()
    await page.goBack()
    await phone.write(QUESTION)
    await phone.got(ANSWER).nth(1).waitFor()
  })
})

describe('on the phone', () => {
  it('STOP is confirmed once and obeyed, START lets it go on', async () => {
    const page = await open('riley', 'texts')
    const phone = phoneOf(page)
    await phone.write(QUESTION)
    await phone.got(ANSWER).waitFor()
    await phone.tries.getByRole('button', { name: /^STOP/ }).click()
    await phone.got(/unsubscribed/).waitFor()
    await phone.card.getByText('Opted out').first().waitFor()
    await phone.write('anybody there?')
    await phone.wrote('anybody there?').waitFor()
    const inbox = await toInbox(page)
    await inbox.said('anybody there?').waitFor()
    await page.locator('#thread li').getByText('The AI did not answer:').waitFor()
    await page.goBack()
    await phone.tries.getByRole('button', { name: /^START/ }).click()
    await phone.got(/subscribed again/).waitFor()
    expect(await phone.got(/./).count()).toBe(3)
  })

  it('a picture is on the phone and in the thread', async () => {
    const page = await open('noor', 'whatsapp')
    const phone = phoneOf(page)
    await page.getByRole('button', { name: 'Add a picture' }).click()
    await page.getByRole('menuitem', { name: 'Photo of a dripping pipe' }).click()
    await phone.write('This is what it looks like')
    await expect
      .poll(() => sizeOf(phone.wrote('This is what it looks like').locator('img')))
      .toBeGreaterThan(20)
    const inbox = await toInbox(page)
    const picture = inbox.said('This is what it looks like').locator('img')
    await expect.poll(() => sizeOf(picture), { timeout: 8_000 }).toBeGreaterThan(20)
  })

  it('what arrives three times at once is one message with one answer', async () => {
    const page = await open('callum', 'texts')
    const phone = phoneOf(page)
    await phone.world.getByRole('switch', { name: 'Everything arrives 3 times' }).click()
    await phone.write(QUESTION)
    await phone.log.getByText('Sent 3 times at once, taken each time').waitFor()
    await phone.got(ANSWER).waitFor()
    const inbox = await toInbox(page)
    await inbox.said(ANSWER).waitFor()
    expect(await inbox.said(QUESTION).count()).toBe(1)
    expect(await inbox.said(ANSWER).count()).toBe(1)
  })

  it('what is forged is not taken, and leaves nothing', async () => {
    const page = await open('callum', 'whatsapp')
    const phone = phoneOf(page)
    await phone.tries.getByRole('button', { name: /^A forged text/ }).click()
    await phone.log.getByText('Not taken (403)').waitFor()
    await phone.card.getByText('Nothing yet.').waitFor()
  })

  it('a phone that is off: the reason is in the thread, and Retry gets through when it is on', async () => {
    const page = await open('noor', 'texts')
    const phone = phoneOf(page)
    const behaves = phone.world.getByLabel('When the business writes to this customer')
    await behaves.selectOption('Phone is off')
    await phone.write(QUESTION)
    await phone.lost.getByText('handset unreachable (30003)').waitFor()
    const inbox = await toInbox(page)
    const answer = inbox.said(ANSWER)
    await answer.getByText('Not delivered').waitFor()
    await answer.getByText('The phone could not be reached').waitFor()
    await page.goBack()
    await behaves.selectOption('All goes well')
    await expect.poll(() => behaves.inputValue()).toBe('normal')
    await toInbox(page)
    await answer.getByRole('button', { name: 'Retry' }).click()
    await answer.getByText('Delivered', { exact: true }).waitFor()
    await page.goBack()
    await phone.got(ANSWER).waitFor()
    expect(await phone.got(ANSWER).count()).toBe(1)
  })
})

describe('in a program that was not there', () => {
  it('a channel is added with one click, answers in its own app, and knows reactions and edits', async () => {
    const page = await open('riley', 'texts')
    const programs = page.getByRole('navigation', { name: 'Programs' })
    expect(await programs.getByRole('link', { name: 'Messenger' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Add a channel to try' }).click()
    await page.getByRole('button', { name: 'Add Messenger by Meta' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Add Messenger by Meta' }).click()
    await programs.getByRole('link', { name: 'Messenger' }).waitFor()
    expect(await programs.getByRole('link', { name: 'Messenger' }).getAttribute('aria-current')).toBe('page')
    await page.getByRole('navigation', { name: 'Customers' }).getByText('@riley.park').waitFor()

    const phone = phoneOf(page)
    await phone.write(QUESTION)
    await phone.got(ANSWER).waitFor()
    // Nobody texts STOP there, and pages are told of no carrier.
    expect(await phone.tries.getByRole('button', { name: /^STOP/ }).count()).toBe(0)
    const ways = phone.world.getByLabel('When the business writes to this customer')
    expect(await ways.getByText('Filtered (not there)').getAttribute('disabled')).not.toBeNull()

    const menu = (bubble: string) =>
      phone.log
        .locator('.sim-line')
        .filter({ has: page.locator(bubble) })
        .getByRole('button', {
          name: 'What to do with this message',
        })
    await menu('.sim-theirs').first().click()
    await page.getByRole('menuitem', { name: 'Thumbs up' }).click()
    await phone.got(ANSWER).getByText('👍').waitFor()
    await menu('.sim-own').first().click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit the message' })
    await dialog.getByLabel('Text').fill('How can I pay you?')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await phone.wrote('How can I pay you?').waitFor()
    await phone.log.getByText(/^Edited/).waitFor()

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await findViolations(page), colorScheme).toEqual([])
    }

    const inbox = await toInbox(page)
    await inbox.said(ANSWER).getByText('AI').first().waitFor()
    await inbox.composer.waitFor()
  })
})

describe('in the mailbox', () => {
  it('a mail is answered, and a person’s answer comes in the same thread', async () => {
    const page = await open('riley', 'mail')
    const box = page.getByRole('region', { name: 'Riley Park’s mailbox' })
    await box.getByRole('button', { name: 'Write' }).click()
    await box.getByLabel('Subject').fill('Paying')
    await box.getByLabel('Text', { exact: true }).fill(QUESTION)
    await box.getByRole('button', { name: 'Send', exact: true }).click()
    const answer = box.getByRole('button').filter({ hasText: 'Re: Paying' })
    await answer.filter({ hasText: 'Harbor Street Plumbing' }).click()
    const mail = page.getByRole('article', { name: 'Re: Paying' })
    await mail.getByText('In a thread').waitFor()
    await mail.getByRole('button', { name: 'Show as plain text' }).click()
    await mail.getByText(ANSWER).waitFor()

    const inbox = await toInbox(page)
    await inbox.composer.fill('Come by, Riley.')
    await inbox.composer.press('Control+Enter')
    await inbox.said('Come by, Riley.').waitFor()
    await page.goBack()
    await box.getByRole('button').filter({ hasText: 'Come by, Riley.' }).click()
    await page.getByRole('article', { name: 'Re: Paying' }).getByText('In a thread').waitFor()
  })
})

describe('on the web site', () => {
  it('the real chat answers, and a new visitor finds it empty', async () => {
    const page = await open('riley', 'site')
    const site = page.frameLocator('iframe[title^="Web site of"]')
    const place = await page.locator('iframe[title^="Web site of"]').boundingBox()
    await site.locator('frontdesk-widget').waitFor({ state: 'attached' })
    // Its shadow root is closed to us as to everybody: it is clicked where it is seen.
    const click = () =>
      page.mouse.click(
        (place?.x ?? 0) + (place?.width ?? 0) - 50,
        (place?.y ?? 0) + (place?.height ?? 0) - 50,
      )
    await click()
    const chat = () => page.frames().find((frame) => /\/widget\/[^/]+\/frame/.test(frame.url()))
    await expect.poll(chat).toBeDefined()
    const field = () => chat()?.getByRole('textbox', { name: 'Write a message' })
    await field()?.fill(QUESTION)
    await field()?.press('Enter')
    await chat()?.locator('.bubble').filter({ hasText: ANSWER }).waitFor()
    await page.getByRole('button', { name: 'New visitor' }).click()
    await expect.poll(() => chat()).toBeUndefined()
    await site.locator('frontdesk-widget').waitFor({ state: 'attached' })
    await click()
    await expect.poll(chat).toBeDefined()
    await chat()?.getByText('You are chatting with our AI assistant.').waitFor()
    expect(await chat()?.locator('.bubble').count()).toBe(0)
  })
})

function sizeOf(picture: ReturnType<Page['locator']>): Promise<number> {
  return picture.evaluate((image) => (image as HTMLImageElement).naturalWidth).catch(() => 0)
}
