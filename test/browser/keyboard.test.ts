// The main story without a pointer, what a screen reader is told, and a page that holds still for those who ask for it.
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { startBrowser } from '#test/harness/browser.ts'
import { until } from '#test/harness/product.ts'
import { inboxOf, QUESTION, startDesk } from './desk.ts'
import { OWNER } from './owner.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newTalk } = await startDesk()

const isFocused = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => element === document.activeElement)
const focusOn = (what: Locator) => expect.poll(() => isFocused(what)).toBe(true)

type Step = { where: string; name: string; inSight: boolean; marked: boolean }

/**
 * Presses Tab so often and says where it led: whether each place is on the screen, and whether it looks different while
 * it has the focus than after.
 */
async function walk(page: Page, steps: number): Promise<Step[]> {
  const found: Step[] = []
  for (let n = 0; n < steps; n++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      const lookOf = (element: Element | null): string => {
        const names = ['outline', 'borderColor', 'boxShadow', 'backgroundColor', 'width', 'content'] as const
        // Fields draw their focus on the box around them, thin things on a pseudo-element.
        const parts = [element, element?.parentElement, element?.parentElement?.parentElement].flatMap(
          (one) => (one ? [null, '::before', '::after'].map((pseudo) => getComputedStyle(one, pseudo)) : []),
        )
        return parts.flatMap((style) => names.map((name) => style[name])).join(' | ')
      }
      const memory = window as { lastFocus?: { element: Element; look: string } }
      const marked = memory.lastFocus ? lookOf(memory.lastFocus.element) !== memory.lastFocus.look : true
      const element = document.activeElement ?? document.body
      memory.lastFocus = { element, look: lookOf(element) }
      const region = element.closest('nav, section, aside, main, header, form')
      const { left, top, width, height } = element.getBoundingClientRect()
      return {
        where: region?.getAttribute('aria-label') ?? element.tagName,
        name: element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? '',
        inSight: width > 0 && height > 0 && left < innerWidth && top < innerHeight && left + width > 0,
        marked,
      }
    })
    const before = found.at(-1)
    if (before) before.marked = now.marked
    if (now.where === 'BODY') break
    found.push({ ...now, marked: true })
  }
  return found
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, what: Locator, most = 40): Promise<void> {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab')
    if ((await what.count()) > 0 && (await isFocused(what))) return
  }
  throw new Error(`not reached within ${most} steps: ${String(what)}`)
}

describe('without a pointer', () => {
  it('sign in, open, answer, hand back, escalate, close', async () => {
    const customer = await newTalk()
    const page = await newVisitor()
    const inbox = inboxOf(page)
    const { keyboard } = page
    await page.goto(`${product.url}/inbox`)
    await focusOn(page.getByLabel('Email'))
    await keyboard.type(OWNER.email)
    await keyboard.press('Tab')
    await keyboard.type(OWNER.password)
    await keyboard.press('Enter')
    await inbox.row(customer.display).waitFor()

    await keyboard.press('j')
    await inbox.said(QUESTION).waitFor()
    await keyboard.press('Enter')
    await focusOn(page.locator('#thread'))
    await keyboard.press('r')
    await focusOn(inbox.composer)
    await keyboard.type('Cash is fine.')
    await keyboard.press('Enter')
    expect((await customer.arrived(2)).at(-1)?.body).toBe('Cash is fine.')
    await inbox.write.getByText('You are handling this.').waitFor()
    await focusOn(inbox.composer)

    await keyboard.press('Escape')
    await keyboard.press('t')
    await expect.poll(async () => (await customer.conversation()).handler).toBe('ai')
    await tabTo(page, inbox.head.getByRole('button', { name: 'More' }))
    await keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Escalate…' }).waitFor()
    await focusOn(page.getByRole('menuitem', { name: 'Escalate…' }))
    await keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Escalate this conversation' })
    await focusOn(dialog.getByRole('textbox'))
    await keyboard.type('Please call')
    await tabTo(page, dialog.getByRole('button', { name: 'Escalate' }), 5)
    await keyboard.press('Enter')
    await expect.poll(async () => (await customer.conversation()).status).toBe('escalated')
    await dialog.waitFor({ state: 'hidden' })
    await focusOn(inbox.head.getByRole('button', { name: 'More' }))
    await keyboard.press('e')
    await expect.poll(async () => (await customer.conversation()).status).toBe('closed')
  })

  it('Tab goes from rail to list to thread to composer to contact, always in sight', async () => {
    const customer = await newTalk()
    const page = await newVisitor({ reducedMotion: 'reduce' })
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox/${(await customer.conversation()).id}`)
    const inbox = inboxOf(page)
    await inbox.contact.getByText('Notes').waitFor()
    await inbox.said(QUESTION).waitFor()
    const steps = await walk(page, 70)
    expect(steps[0]?.name).toBe('Skip to the content')
    expect(steps.filter((step) => !step.marked || !step.inSight)).toEqual([])
    const regions = [...new Set(steps.map((step) => step.where))]
    const order = ['Main', 'Conversations', 'List of conversations', 'Messages', 'Write', 'Contact']
    const places = order.map((region) => regions.indexOf(region)).filter((place) => place >= 0)
    expect(places.length).toBeGreaterThanOrEqual(4)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('the skip link skips the rail', async () => {
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox`)
    await inboxOf(page).rows.first().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await focusOn(inboxOf(page).search)
  })

  it('a text that is edited in its place keeps the focus', async () => {
    const customer = await newTalk()
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox/${(await customer.conversation()).id}`)
    const edit = inboxOf(page).contact.getByRole('button', { name: 'Edit name' })
    for (const end of ['Enter', 'Escape']) {
      await edit.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.type('Noor')
      await page.keyboard.press(end)
      await edit.waitFor()
      await focusOn(edit)
    }
  })
})

describe('a screen reader', () => {
  it('is told once what the customer of the open conversation writes, and nothing of others', async () => {
    const [customer, other] = [await newTalk(), await newTalk()]
    await owner.post(`/conversations/${(await customer.conversation()).id}/takeover`)
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox/${(await customer.conversation()).id}`)
    await inboxOf(page).said(QUESTION).waitFor()
    await page.evaluate(() => {
      const told: string[] = []
      Object.assign(window, { told })
      const voice = document.querySelector('[aria-live="polite"].sr-only')
      if (!voice) throw new Error('no voice')
      new MutationObserver(() => told.push(voice.textContent?.trim() ?? '')).observe(voice, {
        subtree: true,
        childList: true,
        characterData: true,
      })
    })
    await other.write('not for this screen')
    await customer.write('are you there?')
    await inboxOf(page).said('are you there?').waitFor()
    await customer.write('hello?')
    await inboxOf(page).said('hello?').waitFor()
    const told = () => page.evaluate(() => (window as { told?: string[] }).told)
    await expect.poll(told).toEqual(['Customer: are you there?', 'Customer: hello?'])
  })
})

describe('motion', () => {
  /** Everything that moved for longer than a blink while somebody looked around. */
  async function lookAround(reducedMotion: 'reduce' | 'no-preference'): Promise<string[]> {
    const customer = await newTalk()
    const page = await newVisitor({ reducedMotion })
    await owner.signIn(page)
    await page.addInitScript(() => {
      const moved: string[] = []
      Object.assign(window, { moved })
      const note = () => {
        for (const animation of document.getAnimations()) {
          const { duration = 0, iterations = 1 } = animation.effect?.getComputedTiming() ?? {}
          const name = 'animationName' in animation ? animation.animationName : 'transition'
          if (Number(duration) * iterations > 1) moved.push(`${String(name)} ${String(duration)}`)
        }
      }
      for (const event of ['animationstart', 'transitionrun']) addEventListener(event, note, true)
    })
    await page.goto(`${product.url}/inbox/${(await customer.conversation()).id}`)
    const inbox = inboxOf(page)
    await inbox.said(QUESTION).waitFor()
    await inbox.row('Marcus Bell').hover()
    await inbox.head.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Escalate…' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await inbox.head.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Closed', { exact: true }).first().waitFor()
    await until(async () => (await customer.conversation()).status === 'closed', 'it is closed')
    return (await page.evaluate(() => (window as { moved?: string[] }).moved)) ?? []
  }

  it('is there for most, and gone for those who ask for less', async () => {
    expect(await lookAround('no-preference')).not.toEqual([])
    expect(await lookAround('reduce')).toEqual([])
  })
})
