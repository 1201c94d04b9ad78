// Signing in with Google or Microsoft for an inbox, in the app: what the card says before and after, the way there and
// back, and a sign-in that somebody declined.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { startProduct } from '#test/harness/product.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { findViolations } from './axe.ts'
import { makeOwner } from './owner.ts'

const { newVisitor } = await startBrowser()
const product = await startProduct({ config: { sampleData: true } })
const owner = await makeOwner(product)
const { api, url } = product

const services = [
  { provider: 'gmail', service: 'Google', address: 'shop@harborstreet.example', settings: {} },
  {
    provider: 'graph',
    service: 'Microsoft',
    address: 'works@harborstreet.example',
    settings: { tenant: 'harborstreet.example' },
  },
]

/** An inbox that waits for its sign-in, at a simulated service. */
async function connect({ provider, address, settings }: (typeof services)[number]): Promise<Inbox> {
  const made = await api.post<Inbox>('/inboxes', {
    channel: 'email',
    provider,
    name: `Mail of ${provider}`,
    address,
    settings: { clientId: `app-${provider}`, clientSecret: 'made up', apiBase: 'simulator', ...settings },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

async function open(options = {}): Promise<Page> {
  const page = await newVisitor(options)
  await owner.signIn(page)
  await page.goto(`${url}/settings/inboxes`)
  return page
}
const cardOf = (page: Page, inbox: Inbox) => page.getByRole('article', { name: inbox.name })

describe.each(services)('with $service', (one) => {
  it('the card says what is left to do, leads there, and then who has signed in', async () => {
    const inbox = await connect(one)
    const page = await open()
    const card = cardOf(page, inbox)
    await card.getByText(`One step is left: sign in with ${one.service}.`).waitFor()
    // What has to be filled in at the service stands there, whole.
    expect(await card.getByLabel(`Redirect address for ${one.service}`).textContent()).toBe(
      `${url}/sign-in/callback`,
    )
    expect(await findViolations(page)).toEqual([])
    await card.getByRole('button', { name: `Sign in with ${one.service} for ${inbox.name}` }).click()
    await cardOf(page, inbox).getByText(`Signed in with ${one.service} as ${one.address}`).waitFor()
    expect(new URL(page.url()).pathname).toBe('/settings/inboxes')
    expect(await cardOf(page, inbox).getByText('One step is left').count()).toBe(0)
    expect(await findViolations(page)).toEqual([])
    const { steps } = (
      await api.post<{ steps: { step: string; ok: boolean | null }[] }>(`/inboxes/${inbox.id}/test`)
    ).body
    expect(steps.filter(({ step }) => step === 'sender').map(({ ok }) => ok)).toEqual([true])
    // Once more, for whoever has to.
    await cardOf(page, inbox)
      .getByRole('button', { name: `Sign in again for ${inbox.name}` })
      .click()
    await page.waitForURL(`${url}/settings/inboxes`)
    await cardOf(page, inbox).getByText(`as ${one.address}`).waitFor()
  })
})

it('fits a phone, in the dark too, and a sign-in that was declined says so', async () => {
  const inbox = await connect({
    provider: 'gmail',
    service: 'Google',
    address: 'a-long-name-of-a-team@harborstreet.example',
    settings: {},
  })
  const page = await open({ viewport: PHONE, colorScheme: 'dark' })
  const card = cardOf(page, inbox)
  await card.getByText('One step is left').waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  expect(await findViolations(page, 'colours')).toEqual([])
  // The service sends the browser back with a refusal in place of a code.
  await page.route('**/o/oauth2/v2/auth?*', async (route) => {
    const asked = new URL(route.request().url()).searchParams
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    back.searchParams.set('error', 'access_denied')
    await route.fulfill({ status: 302, headers: { location: back.href } })
  })
  await card.getByRole('button', { name: /^Sign in with Google/ }).click()
  await cardOf(page, inbox)
    .getByText(/The sign-in was not completed \(access_denied\)/)
    .first()
    .waitFor()
  await cardOf(page, inbox).getByText('One step is left').waitFor()
})
