// Whatever opens over a screen: free of violations, closed by Escape, and the focus is back where it was.
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import { findViolations } from './axe.ts'
import { startDesk } from './desk.ts'
import { OWNER } from './owner.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newTalk } = await startDesk()
await product.api.post('/inboxes', {
  channel: 'linkedin',
  provider: 'log',
  name: 'LinkedIn',
  address: '',
  settings: {},
})
await product.api.post('/simulator/inboxes', { channel: 'voice', provider: 'twilio' })
const conversations = (await owner.get<{ items: ConversationRow[] }>('/conversations?limit=100')).items
const mail = `/inbox/${conversations.find((row) => row.contact.name === 'Priya Nair')?.id}`
const talk = `/inbox/${(await (await newTalk()).conversation()).id}`

type Overlay = {
  opener: (page: Page) => Locator
  /** Chosen in the menu that the opener opens; the focus then goes back to the opener all the same. */
  item?: string
  role: 'dialog' | 'menu'
  name: string | RegExp
}
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first()
const thread = (name: string | RegExp) => (page: Page) =>
  page.locator('#thread').getByRole('button', { name })
const inbox = (name: string, what: string) => (page: Page) =>
  page.getByRole('article', { name, exact: true }).getByRole('button', { name: what })

const screens: Record<string, { at: string; opens: Record<string, Overlay> }> = {
  'the inbox': {
    at: '/inbox',
    opens: {
      'the filters': { opener: button(/^Filter/), role: 'menu', name: 'Filter conversations' },
      'the member’s menu': { opener: button(OWNER.name), role: 'menu', name: /./ },
    },
  },
  'a conversation': {
    at: talk,
    opens: {
      escalating: {
        opener: thread(/^More$/),
        item: 'Escalate…',
        role: 'dialog',
        name: 'Escalate this conversation',
      },
      'a new text': { opener: thread(/^More$/), item: 'Text or email them…', role: 'dialog', name: /./ },
      'the AI’s reasons': {
        opener: thread(/^AI.*1 source/),
        role: 'dialog',
        name: 'Why the AI wrote this',
      },
      'the ways to reply': { opener: thread(/^Reply by/), role: 'menu', name: 'Reply by' },
      'an opt-out': { opener: thread('Opt out…'), role: 'dialog', name: /^Opt .* out$/ },
      'a call': { opener: thread('Call'), role: 'dialog', name: 'Call the customer' },
      'two contacts that are one': {
        opener: button('More for this contact'),
        item: 'Merge with another contact…',
        role: 'dialog',
        name: 'Merge two contacts',
      },
      'what happened elsewhere': { opener: button(/Log LinkedIn/), role: 'dialog', name: 'Log LinkedIn' },
      'a booking': { opener: thread('Book'), role: 'dialog', name: /^Book for/ },
    },
  },
  'a mail': {
    at: mail,
    opens: {
      forwarding: {
        opener: (page) => thread('Forward')(page).first(),
        role: 'dialog',
        name: 'Forward this mail',
      },
    },
  },
  'the contacts': {
    at: '/contacts',
    opens: { 'a new contact': { opener: button('New'), role: 'dialog', name: 'New contact' } },
  },
  'the services': {
    at: '/settings/services',
    opens: {
      'a new one': { opener: button('Add a service'), role: 'dialog', name: 'Add a service' },
      'one to change': { opener: button('Edit Leak repair'), role: 'dialog', name: 'Edit the service' },
      'one to remove': { opener: button('Remove Leak repair'), role: 'dialog', name: /^Remove/ },
    },
  },
  'the knowledge': {
    at: '/settings/knowledge',
    opens: {
      'an answer': { opener: button('Edit How can I pay?'), role: 'dialog', name: /./ },
      'a new source': { opener: button('Add knowledge'), role: 'dialog', name: 'Add knowledge' },
      'what to do with a source': { opener: button('More about How can I pay?'), role: 'menu', name: /./ },
    },
  },
  'the inboxes': {
    at: '/settings/inboxes',
    opens: {
      'a new one': { opener: button('Connect a channel'), role: 'dialog', name: 'Connect a channel' },
      'one to change': { opener: inbox('Texts', 'Settings'), role: 'dialog', name: 'Texts' },
      'its test': { opener: inbox('Texts', 'Test'), role: 'dialog', name: 'Test Texts' },
      'the log': { opener: inbox('LinkedIn', 'Log'), role: 'dialog', name: 'Log LinkedIn' },
    },
  },
  'the members': {
    at: '/settings/members',
    opens: { 'a new one': { opener: button('Add a member'), role: 'dialog', name: 'Add a member' } },
  },
  'the tokens': {
    at: '/settings/tokens',
    opens: { 'a new one': { opener: button('Make a token'), role: 'dialog', name: 'Make a token' } },
  },
  'the sample data': {
    at: '/settings/sample',
    opens: {
      'its end': {
        opener: button('Remove the sample data'),
        role: 'dialog',
        name: 'Remove the sample data?',
      },
    },
  },
}

/** Opens it by keyboard, judges, closes it, and says what is wrong. */
async function check(page: Page, { opener, item, role, name }: Overlay): Promise<string[]> {
  const from = opener(page)
  await from.focus()
  await page.keyboard.press('Enter')
  if (item) {
    const entry = page.getByRole('menuitem', { name: item })
    await entry.waitFor()
    for (let n = 0; n < 8 && !(await isFocused(entry)); n++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  const overlay = page.getByRole(role, { name })
  await overlay.waitFor()
  // It is open, and at its place, when it has the focus.
  await expect.poll(() => overlay.evaluate((box) => box.contains(document.activeElement))).toBe(true)
  const wrong = await findViolations(page)
  await page.keyboard.press('Escape')
  await overlay.waitFor({ state: 'hidden' })
  const back = await until(() => isFocused(from), 'the focus returns', 1_500).catch(() => false)
  if (back) return wrong
  const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))
  return [...wrong, `the focus did not return to what opened it, but is on ${where}`]
}

const isFocused = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => element === document.activeElement)

/** Everything that opens over one screen, one after another. */
async function checkScreen(page: Page, at: string, which: Record<string, Overlay>): Promise<void> {
  await owner.signIn(page)
  await page.goto(product.url + at)
  const wrong: Record<string, string[]> = {}
  for (const [what, overlay] of Object.entries(which)) {
    const found = await check(page, overlay)
    if (found.length > 0) wrong[what] = found
  }
  expect(wrong).toEqual({})
}

/** Each form is what its channel describes, so each may have something that no other has. */
it('what every channel asks for', async () => {
  const page = await newVisitor({ reducedMotion: 'reduce' })
  await owner.signIn(page)
  await page.goto(`${product.url}/settings/inboxes`)
  const opener = page.getByRole('button', { name: 'Connect a channel' })
  const dialog = page.getByRole('dialog')
  const choices = dialog.getByRole('list').getByRole('button')
  const wrong: Record<string, string[]> = {}
  const judge = async () => {
    const title = await dialog.getByRole('heading').first().innerText()
    const found = await findViolations(page)
    if (found.length > 0) wrong[title] = found
  }
  const open = async (...path: number[]) => {
    await opener.click()
    await dialog.waitFor()
    for (const n of path) await choices.nth(n).click()
  }
  await open()
  const kinds = await choices.count()
  await page.keyboard.press('Escape')
  for (let kind = 0; kind < kinds; kind++) {
    await open(kind)
    const carriers = (await dialog.getByText('Who carries it?').count()) > 0 ? await choices.count() : 0
    // The list of carriers looks the same everywhere; the forms differ.
    if (carriers === 0) await judge()
    await page.keyboard.press('Escape')
    for (let carrier = 0; carrier < carriers; carrier++) {
      await open(kind, carrier)
      await judge()
      await page.keyboard.press('Escape')
    }
  }
  expect(wrong).toEqual({})
  expect(kinds).toBeGreaterThan(9)
}, 240_000)

describe('what opens over', () => {
  it.each(Object.keys(screens))('%s', async (screen) => {
    const { at, opens } = screens[screen] ?? { at: '', opens: {} }
    await checkScreen(await newVisitor({ reducedMotion: 'reduce' }), at, opens)
  })

  it('a conversation on a phone', async () => {
    const page = await newVisitor({ viewport: PHONE, reducedMotion: 'reduce' })
    await checkScreen(page, talk, {
      'the contact': { opener: button('Show the contact'), role: 'dialog', name: 'Contact' },
    })
  })

  it('the simulator on a phone', async () => {
    const page = await newVisitor({ viewport: PHONE, reducedMotion: 'reduce' })
    await checkScreen(page, '/simulator?app=texts', {
      'what to try': { opener: button('What to try'), role: 'dialog', name: 'Try things out' },
    })
  })
})
