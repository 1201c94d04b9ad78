// A customer's web site with the chat on it, at an origin that is not ours: localhost, while the product is 127.0.0.1,
// which browsers hold for two sites and not only two ports.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll } from 'vitest'

export type WebSite = {
  origin: string
  url: string
  /** The script tag of the settings page, or whatever else the site puts at its end. */
  show(install: string): void
}

type Manners = { css?: string; policy?: string }

/** Every rule against everything: what the worst of themes and resets do to a page. */
export const HOSTILE = `* { all: unset !important; font-size: 40px }
button, iframe, dialog { display: none !important; transform: scale(9) !important }
html, body { color: red !important; line-height: 9 !important }`

/** Starts a site. Stopped after the file's tests. */
export async function startWebSite({ css = '', policy }: Manners = {}): Promise<WebSite> {
  let install = ''
  const server = createServer((request, response) => {
    if (request.url === '/site.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(css)
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(policy && { 'content-security-policy': policy }),
      })
      .end(page(install))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  afterAll(() => void server.close())
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    url: `${origin}/`,
    show(text) {
      install = text
    },
  }
}

const page = (install: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Oak & Pine</title><link rel="stylesheet" href="/site.css">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>Oak &amp; Pine</h1><p>Coffee and cake.</p><a href="/menu">Menu</a> <a href="/find-us">Find us</a>
${install}</body></html>`

/**
 * Opens the widget's shadow root to the test, which is closed to everybody else: locators and axe see what a person sees.
 * One test looks at it without this.
 */
export async function seeThroughShadows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (options) {
      return attach.call(this, { ...options, mode: 'open' })
    }
  })
}

/** The parts of the chat on a page. */
export function chatOf(page: Page) {
  const host = page.locator('frontdesk-widget')
  const frame = host.frameLocator('iframe')
  return {
    launcher: host.locator('button'),
    panel: host.locator('dialog'),
    badge: host.locator('b'),
    frame,
    field: frame.getByRole('textbox', { name: 'Write a message' }),
    log: frame.getByRole('log'),
    said: (text: string | RegExp) => frame.locator('.bubble').filter({ hasText: text }),
  }
}
