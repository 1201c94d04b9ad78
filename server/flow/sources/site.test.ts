// Which addresses belong to a site, what robots.txt asks, and what all pages repeat.
import { describe, expect, it } from 'vitest'
import { withoutRepeats } from './repeats.ts'
import { fetchRobots, parseRobots } from './robots.ts'
import { isSameSite, pageAddress, startAddress } from './site-address.ts'

const site = new URL('https://www.acme.example/')

describe('addresses', () => {
  it.each([
    ['/prices#top', 'https://www.acme.example/prices'],
    ['http://acme.example/a?utm_source=x&b=2', 'https://www.acme.example/a?b=2'],
    ['/a?b=2&a=1', 'https://www.acme.example/a?a=1&b=2'],
    ['/terms.pdf', 'https://www.acme.example/terms.pdf'],
    ['https://shop.acme.example/', null],
    ['https://acme.example.evil.example/', null],
    ['https://acme.example:8443/', null],
    ['https://user@acme.example/', null],
    ['/logo.png', null],
    ['/wp-admin/x', null],
    ['/cart', null],
    ['/de/de/de/', null],
    [`/${'x'.repeat(400)}`, null],
    ['/list?a=1&b=2&c=3&d=4', null],
    ['mailto:a@b.example', null],
  ])('%s is %s', (link, address) => expect(pageAddress(link, site)).toBe(address))

  it.each([
    ['acme.example', 'https://acme.example/'],
    ['http://acme.example/start#x', 'https://acme.example/start'],
    ['ftp://acme.example', null],
    ['localhost', null],
    ['', null],
  ])('begins at %s: %s', (typed, address) => expect(startAddress(typed)).toBe(address))

  it('"www." is no other site, another port is', () => {
    expect(isSameSite(new URL('https://acme.example/'), site)).toBe(true)
    expect(isSameSite(new URL('https://acme.example:444/'), site)).toBe(false)
  })
})

describe('robots.txt', () => {
  const address = 'https://www.acme.example/robots.txt'
  const at = (path: string) => `https://www.acme.example${path}`

  it('is obeyed for everybody and for us by name', () => {
    const all = parseRobots(
      address,
      'User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 2.5\nSitemap: https://www.acme.example/map.xml',
    )
    expect([all.allows(at('/')), all.allows(at('/private/x')), all.allows(at('/private/open'))]).toEqual([
      true,
      false,
      true,
    ])
    expect([all.delayMs, all.sitemaps]).toEqual([2500, ['https://www.acme.example/map.xml']])
    const ours = parseRobots(address, 'User-agent: *\nDisallow:\n\nUser-agent: Frontdesk\nDisallow: /')
    expect(ours.allows(at('/'))).toBe(false)
  })

  it('asks for at most five minutes, and never for less than nothing', () => {
    expect(parseRobots(address, 'User-agent: *\nCrawl-delay: 86400').delayMs).toBe(300_000)
    expect(parseRobots(address, 'User-agent: *\nCrawl-delay: -5').delayMs).toBe(0)
    expect(parseRobots(address, 'User-agent: *\nCrawl-delay: soon').delayMs).toBe(0)
  })

  it('of stars without end is no reason to wait', () => {
    const rules = parseRobots(address, `User-agent: *\nDisallow: /${'*a'.repeat(40_000)}$`)
    const began = performance.now()
    rules.allows(at(`/${'a'.repeat(290)}b`))
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('that is absent allows all; from a server in trouble it allows nothing for now', async () => {
    const failing = (status: number) => () =>
      Promise.resolve({
        ok: false as const,
        problem: 'http_status' as const,
        reason: `The server answered ${status}.`,
        retryable: status >= 500,
        status,
      })
    const absent = await fetchRobots(failing(404), site, () => true)
    expect(absent.ok && absent.robots.allows(at('/'))).toBe(true)
    expect(await fetchRobots(failing(503), site, () => true)).toEqual({
      ok: false,
      reason: 'The server answered 503.',
    })
  })
})

describe('what pages repeat', () => {
  it('stays on the first of them only', () => {
    const texts = ['a', 'b', 'c', 'd'].map((own) => `Call 555 0100\n\nText ${own}`)
    expect(withoutRepeats(texts)).toEqual(['Call 555 0100\n\nText a', 'Text b', 'Text c', 'Text d'])
  })
  it('cannot be told of few pages', () =>
    expect(withoutRepeats(['x\n\ny', 'x\n\nz'])).toEqual(['x\n\ny', 'x\n\nz']))
})
