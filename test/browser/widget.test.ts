// The web chat as a visitor of somebody else's site meets it.
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { forgive, PHONE, startBrowser } from '#test/harness/browser.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { findViolations } from './axe.ts'
import { makeOwner, OWNER } from './owner.ts'
import { chatOf, HOSTILE, seeThroughShadows, startWebSite, type WebSite } from './web-site.ts'

const QUESTION = 'do you serve queens?'
const ANSWER = /25 dollars/

const product = await startProduct()
const owner = await makeOwner(product)
const { api } = product
const policy = `default-src 'none'; style-src 'self'; script-src ${product.url}; frame-src ${product.url}`
const site = await startWebSite()
const hostile = await startWebSite({ css: HOSTILE, policy })
const trusted = await startWebSite({
  policy: `require-trusted-types-for 'script'; trusted-types 'none'`,
})
const stranger = await startWebSite()
const { body: inbox } = await api.post<Inbox>('/inboxes', {
  channel: 'webchat',
  provider: 'widget',
  name: 'Site',
  settings: { title: 'Oak & Pine', allowedOrigins: [site.origin, hostile.origin, trusted.origin] },
})
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
const install = `<script async src="${product.url}/widget.js" data-inbox="${inbox.key}"></script>`
for (const each of [site, hostile, trusted, stranger]) each.show(install)
const { newVisitor } = await startBrowser()

async function visit(where: WebSite = site, options = {}): Promise<Page> {
  const page = await newVisitor(options)
  await seeThroughShadows(page)
  await page.goto(where.url)
  return page
}

/** The conversation in which this was written; each test writes something of its own. */
async function conversationWith(text: string): Promise<{ row: ConversationRow; messages: Message[] }> {
  return until(async () => {
    const { items } = (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
    for (const row of items) {
      const { body } = await api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)
      if (body.items.some((m) => m.text === text)) return { row, messages: body.items }
    }
    return null
  }, `a conversation with “${text}”`)
}

/** Opens the chat, asks, and waits for the answer. */
async function talk(page: Page, question: string): Promise<ReturnType<typeof chatOf>> {
  const chat = chatOf(page)
  await chat.launcher.click()
  await chat.field.fill(question)
  await chat.field.press('Enter')
  await chat.said(ANSWER).first().waitFor()
  return chat
}

describe('a visitor', () => {
  it('opens the chat by click, reads that an AI answers, asks, and is answered live', async () => {
    const page = await visit()
    const chat = chatOf(page)
    await chat.launcher.click()
    await chat.frame.getByText('You are chatting with our AI assistant.').waitFor()
    await chat.field.fill(QUESTION)
    await chat.frame.getByRole('button', { name: 'Send message' }).click()
    await chat.said(QUESTION).waitFor()
    await chat.said(ANSWER).waitFor()
    await chat.frame.locator('.tag', { hasText: 'AI' }).waitFor()
    await chat.frame.locator('header', { hasText: 'AI assistant' }).waitFor()
    expect(await chat.field.inputValue()).toBe('')
  })

  it('finds the conversation again after a reload and on another page of the site', async () => {
    const page = await visit()
    const chat = await talk(page, `${QUESTION} one`)
    const before = await chat.log.locator('.bubble').allInnerTexts()
    for (const address of [page.url(), `${site.origin}/menu`]) {
      await page.goto(address)
      await chat.launcher.click()
      await chat.said(ANSWER).waitFor()
      await expect.poll(() => chat.log.locator('.bubble').allInnerTexts()).toEqual(before)
    }
  })

  it('is shown a member by name who takes over, sees them type, and no AI after that', async () => {
    const page = await visit()
    const chat = await talk(page, `${QUESTION} two`)
    const { row } = await conversationWith(`${QUESTION} two`)
    await owner.post(`/conversations/${row.id}/takeover`)
    await chat.frame.getByText(`You are talking with ${OWNER.name}`).waitFor()
    const socket = new WebSocket(`${product.url.replace('http', 'ws')}/api/v1/stream`, {
      headers: { cookie: owner.cookie },
    })
    await new Promise((resolve) => socket.once('message', resolve))
    socket.send(JSON.stringify({ kind: 'typing', conversationId: row.id }))
    await chat.frame.getByTitle(`${OWNER.name} is typing`).waitFor()
    socket.close()
    await owner.post(`/conversations/${row.id}/messages`, { text: 'I can be there at five.' })
    await chat.said('I can be there at five.').waitFor()
    await chat.frame.locator('.author', { hasText: OWNER.name }).waitFor()
    expect(await chat.frame.locator('.typing').count()).toBe(0)

    await chat.field.fill('five is fine')
    await chat.field.press('Enter')
    await until(async () => {
      const { items } = (
        await api.get<{ items: { type: string; conversationId: string }[] }>('/events?after=0.0&limit=500')
      ).body
      return items.some((e) => e.type === 'ai.silent' && e.conversationId === row.id)
    }, 'the AI decides to stay silent')
    const { messages } = await conversationWith('five is fine')
    expect(messages.slice(2).map((m) => m.author.kind)).toEqual(['member', 'contact'])
  })

  it('sees on the launcher how much is unread while the chat is closed, also after a reload', async () => {
    const page = await visit()
    const chat = await talk(page, `${QUESTION} three`)
    const { row } = await conversationWith(`${QUESTION} three`)
    await chat.launcher.click()
    await chat.panel.waitFor({ state: 'hidden' })
    for (const text of ['One moment.', 'Here I am.'])
      await owner.post(`/conversations/${row.id}/messages`, { text })
    await chat.badge.filter({ hasText: '2' }).waitFor()
    expect(await chat.launcher.getAttribute('aria-label')).toBe('Oak & Pine, 2 unread')
    await page.reload()
    await chat.badge.filter({ hasText: '2' }).waitFor()
    await chat.launcher.click()
    await chat.said('Here I am.').waitFor()
    await expect.poll(() => chat.badge.innerText()).toBe('')
    await page.reload()
    await chat.launcher.click()
    await chat.said('Here I am.').waitFor()
    await expect.poll(() => chat.badge.innerText()).toBe('')
  })
})

describe('by keyboard alone', () => {
  it('the chat is opened, asked, closed with Escape, and focus is back on the launcher', async () => {
    const page = await visit()
    const chat = chatOf(page)
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.tagName ?? document.activeElement?.tagName,
      )
    await chat.launcher.waitFor()
    for (let tab = 0; tab < 5 && (await focused()) !== 'BUTTON'; tab++) await page.keyboard.press('Tab')
    expect(await focused()).toBe('BUTTON')
    expect(await chat.launcher.getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('Enter')
    await chat.field.waitFor()
    expect(await chat.launcher.getAttribute('aria-expanded')).toBe('true')
    await expect
      .poll(() => chat.field.evaluate((field) => field === document.activeElement && document.hasFocus()))
      .toBe(true)
    await page.keyboard.type(`${QUESTION} four`)
    await expect.poll(() => chat.field.inputValue()).toBe(`${QUESTION} four`)
    await page.keyboard.press('Enter')
    await chat.said(ANSWER).waitFor()
    await page.keyboard.press('Escape')
    await chat.panel.waitFor({ state: 'hidden' })
    await expect.poll(focused).toBe('BUTTON')
    // And once more, from the launcher instead of from within.
    await page.keyboard.press('Space')
    await chat.panel.waitFor()
    await page.keyboard.press('Escape')
    await chat.panel.waitFor({ state: 'hidden' })
    await expect.poll(focused).toBe('BUTTON')
  })

  it('a page’s own button gets its focus back', async () => {
    const page = await visit()
    await chatOf(page).launcher.waitFor()
    await page.evaluate(() => {
      const own = document.createElement('button')
      own.id = 'own'
      own.textContent = 'Ask us'
      own.onclick = () => (window as { frontdesk?: (command: string) => void }).frontdesk?.('open')
      document.body.prepend(own)
    })
    await page.locator('#own').focus()
    await page.keyboard.press('Enter')
    await chatOf(page).field.waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('FRONTDESK-WIDGET')
    await page.keyboard.press('Escape')
    await chatOf(page).panel.waitFor({ state: 'hidden' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('own')
  })
})

describe('a bad line', () => {
  it('offline: what is written goes out once when the line is back, and is answered', async () => {
    const page = await visit()
    const chat = await talk(page, `${QUESTION} five`)
    const answers = await chat.said(ANSWER).count()
    await page.context().setOffline(true)
    await chat.frame.getByText('You are offline.').waitFor()
    await chat.field.fill('Do you serve Queens? five again')
    await chat.field.press('Enter')
    await chat.frame.getByText('Will be sent when you are back online').waitFor()
    await page.context().setOffline(false)
    await expect.poll(() => chat.said(ANSWER).count(), { timeout: 10_000 }).toBeGreaterThan(answers)
    const { messages } = await conversationWith('Do you serve Queens? five again')
    expect(messages.map((m) => m.direction)).toEqual(['in', 'out', 'in', 'out'])
    expect(await chat.log.locator('.bubble').count()).toBe(4)
  })

  it('offline and reloaded: what was written is not lost', async () => {
    const page = await visit()
    const chat = await talk(page, `${QUESTION} six`)
    await page.context().setOffline(true)
    await chat.frame.getByText('You are offline.').waitFor()
    await chat.field.fill('Do you serve Queens? six again')
    await chat.field.press('Enter')
    await chat.frame.getByText('Will be sent when you are back online').waitFor()
    // The page itself cannot load without a network: the visitor comes back later.
    await page.goto('about:blank')
    await page.context().setOffline(false)
    await page.goto(site.url)
    await chat.launcher.click()
    await chat.said('Do you serve Queens? six again').waitFor()
    await expect.poll(() => chat.said(ANSWER).count(), { timeout: 10_000 }).toBe(2)
    const { messages } = await conversationWith('Do you serve Queens? six again')
    expect(messages.filter((m) => m.text === 'Do you serve Queens? six again')).toHaveLength(1)
  })

  it('no socket comes through, and sends get lost: one message, and the answer by plain requests', async () => {
    const page = await newVisitor()
    await seeThroughShadows(page)
    await page.context().routeWebSocket(/\/stream/, (socket) => socket.close())
    let tries = 0
    await page.context().route('**/widget/*/messages', async (route) => {
      tries++
      if (tries > 3) return route.continue()
      // Two never arrive; the third does, and nobody hears of it.
      if (tries === 3) await route.fetch()
      return route.abort('connectionreset')
    })
    await page.goto(site.url)
    const chat = await talk(page, `${QUESTION} seven`)
    expect(tries).toBeGreaterThanOrEqual(3)
    const { messages } = await conversationWith(`${QUESTION} seven`)
    expect(messages.map((m) => m.direction)).toEqual(['in', 'out'])
    expect(await chat.log.locator('.bubble').count()).toBe(2)
  })
})

describe('a site', () => {
  it('with hostile CSS and a strict policy changes nothing of the chat', async () => {
    const page = await visit(hostile)
    const chat = chatOf(page)
    const launcher = await chat.launcher.boundingBox()
    expect(launcher).toMatchObject({ width: 60, height: 60 })
    expect([1440 - 80, 900 - 80]).toEqual([launcher?.x, launcher?.y])
    await chat.launcher.click()
    await chat.field.waitFor()
    const panel = await chat.panel.boundingBox()
    expect([panel?.width, panel?.height]).toEqual([400, 680])
    const size = await chat.field.evaluate((field) => getComputedStyle(field).fontSize)
    expect(Number.parseFloat(size)).toBeLessThan(20)
    await chat.field.fill(`${QUESTION} eight`)
    await chat.field.press('Enter')
    await chat.said(ANSWER).waitFor()
  })

  it('that enforces Trusted Types shows the chat', async () => {
    const page = await visit(trusted)
    const chat = await talk(page, `${QUESTION} nine`)
    expect(await chat.said(ANSWER).count()).toBe(1)
  })

  it('that is not on the list is refused, by the frame and by the door', async () => {
    const page = await visit(stranger)
    const chat = chatOf(page)
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
    await chat.launcher.click()
    await refused
    forgive(page, /frame-ancestors/)
    await chat.panel.waitFor()
    expect(page.frames().some((frame) => frame.url().startsWith(product.url))).toBe(false)
    // The browser's own error page is not shown either.
    expect(await chat.panel.locator('iframe').isVisible()).toBe(false)
    const session = await fetch(`${product.url}/widget/${inbox.key}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stranger.origin },
      body: '{}',
    })
    expect(session.status).toBe(403)
  })

  it('cannot look into the chat, and keeps nothing of it before somebody has written', async () => {
    const page = await newVisitor()
    await page.goto(site.url)
    const host = page.locator('frontdesk-widget')
    await host.waitFor({ state: 'attached' })
    expect(await host.evaluate((element) => element.shadowRoot)).toBeNull()
    // Where the launcher is for everybody's eyes.
    await page.mouse.click(1440 - 50, 900 - 50)
    const frame = await until(
      () => page.frames().find((one) => one.url().startsWith(`${product.url}/widget/`)),
      'the frame',
    )
    await frame.getByText('You are chatting with our AI assistant.').waitFor()
    expect(await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))).toEqual([])
    expect(await page.context().cookies()).toEqual([])
  })

  it('can sign its visitor out: nothing is left for the next one', async () => {
    const page = await visit()
    await talk(page, `${QUESTION} ten`)
    expect(await page.evaluate(() => Object.keys(localStorage).length)).toBeGreaterThan(0)
    await page.evaluate(() => (window as { frontdesk?: (command: string) => void }).frontdesk?.('shutdown'))
    expect(await page.locator('frontdesk-widget').count()).toBe(0)
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    await page.reload()
    await chatOf(page).launcher.click()
    await chatOf(page).frame.getByText('You are chatting with our AI assistant.').waitFor()
    expect(await chatOf(page).log.locator('.bubble').count()).toBe(0)
  })

  it('pays three kilobytes before the first click, and 35 for the whole chat', async () => {
    const page = await newVisitor()
    await seeThroughShadows(page)
    const loaded: { url: string; bytes: number }[] = []
    page.on('response', async (response) => {
      if (!response.url().startsWith(product.url) || response.request().method() !== 'GET') return
      loaded.push({ url: response.url(), bytes: gzipSync(await response.body()).byteLength })
    })
    const scripts = () => loaded.filter(({ url }) => url.endsWith('.js'))
    await page.goto(site.url, { waitUntil: 'networkidle' })
    await chatOf(page).launcher.waitFor()
    expect(loaded.map(({ url }) => new URL(url).pathname)).toEqual(['/widget.js'])
    expect(scripts()[0]?.bytes).toBeLessThanOrEqual(3 * 1024)
    await talk(page, `${QUESTION} eleven`)
    await until(() => scripts().length >= 2, 'the scripts of the frame')
    const sum = scripts().reduce((bytes, script) => bytes + script.bytes, 0)
    expect(sum).toBeLessThanOrEqual(35 * 1024)
    const chat = loaded.reduce((bytes, file) => bytes + file.bytes, 0)
    console.log(`chat: loader ${scripts()[0]?.bytes} B, all scripts ${sum} B, all files ${chat} B (gzip)`)
  })
})

describe('everybody', () => {
  it.each([
    ['light', 'no-preference', undefined],
    ['dark', 'reduce', PHONE],
  ] as const)(
    'can use it: axe finds nothing in page or frame (%s)',
    async (colorScheme, reducedMotion, size) => {
      const page = await visit(site, { colorScheme, reducedMotion, ...(size && { viewport: size }) })
      const chat = chatOf(page)
      await chat.launcher.waitFor()
      expect(await findViolations(page)).toEqual([])
      await talk(page, `${QUESTION} twelve ${colorScheme}`)
      const frame = page.frames().find((one) => one.url().startsWith(product.url))
      expect(frame && (await findViolations(frame))).toEqual([])
      expect(await findViolations(page)).toEqual([])
      const wide = await frame?.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect(wide).toBe(false)
    },
  )
})
