// A business gives its front desk a web site and a price list, and customers are answered from them.
import { beforeAll, describe, expect, it } from 'vitest'
import { makeDocx, makePdf } from '#test/fakes/documents.ts'
import { sitePage, startSite } from '#test/fakes/web-site.ts'
import { openChat } from '#test/harness/knowing.ts'
import { apiOf, type Product, startProduct, TOKEN, until } from '#test/harness/product.ts'
import type {
  KnowledgeConflict,
  KnowledgeFound,
  KnowledgeItem,
  KnowledgePageItem,
} from '#wire/api/knowledge.ts'

type Site = Awaited<ReturnType<typeof startSite>>
let site: Site
let product: Product

beforeAll(async () => {
  product = await startProduct({
    world: { fetchPage: (url, options) => site.fetch(url, options), timing: { crawlPauseMs: 0 } },
  })
})

const get = async <T>(path: string) => (await product.api.get<T>(path)).body
const find = async (q: string) =>
  (await get<KnowledgeFound>(`/knowledge/search?q=${encodeURIComponent(q)}`)).items
const settled = (id: string) =>
  until(
    async () => {
      const item = await get<KnowledgeItem>(`/knowledge/${id}`)
      return ['ready', 'failed'].includes(item.state) && item
    },
    'the source to be read',
    25_000,
  )

async function upload(name: string, content: Buffer, path = '/knowledge/files', method = 'POST') {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)]), name)
  const response = await fetch(`${product.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as KnowledgeItem }
}

describe('a PDF', () => {
  it('is uploaded, read in a job, shown page by page, and quoted to a customer with its source', async () => {
    const file = makePdf([
      [{ text: 'Warranty', size: 20 }, 'Every boiler installation carries a warranty of seven years.'],
      [{ text: 'Financing', size: 20 }, 'A boiler can be paid in twelve instalments without interest.'],
    ])
    const { status, body } = await upload('Boiler_terms.pdf', file)
    expect(status).toBe(201)
    expect(body).toMatchObject({ kind: 'file', title: 'Boiler terms', state: 'waiting' })
    expect(await settled(body.id)).toMatchObject({
      state: 'ready',
      problem: null,
      passages: 2,
      pages: { found: 2, read: 2 },
    })
    const pages = (await get<{ items: KnowledgePageItem[] }>(`/knowledge/${body.id}/pages`)).items
    expect(pages.map((p) => [p.title, p.state])).toEqual([
      ['Page 1: Warranty', 'read'],
      ['Page 2: Financing', 'read'],
    ])
    expect(await get(`/knowledge/${body.id}/text?page=${pages[1]?.id}`)).toMatchObject({
      text: expect.stringContaining('twelve instalments'),
    })

    const chat = await openChat(product)
    const { text, sources } = await chat.ask('How long is the warranty of a boiler installation?')
    expect(text).toContain('warranty of seven years')
    expect(sources).toMatchObject([{ kind: 'file', id: body.id, title: 'Boiler terms: Warranty' }])
  })

  it('is replaced by its newer version', async () => {
    const { body } = await upload(
      'parking.docx',
      makeDocx([{ heading: 'Parking' }, 'Trucks park in the yard.']),
    )
    await settled(body.id)
    expect((await find('where do trucks park'))[0]?.text).toBe('Trucks park in the yard.')
    const again = await upload(
      'parking.docx',
      makeDocx([{ heading: 'Parking' }, 'Trucks park on the roof.']),
      `/knowledge/${body.id}/file`,
      'PUT',
    )
    expect(['waiting', 'reading']).toContain(again.body.state)
    await settled(body.id)
    expect((await find('where do trucks park'))[0]?.text).toBe('Trucks park on the roof.')
    await product.api.delete(`/knowledge/${body.id}`)
    expect((await find('where do trucks park')).map((p) => p.sourceId)).not.toContain(body.id)
  })

  it('that cannot be read says why and what to do, and harms nothing', async () => {
    const { body } = await upload('photo.pdf', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))
    expect(await settled(body.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('no text'),
      remedy: expect.stringContaining('PDF'),
    })
  })
})

describe('a web site', () => {
  let id = ''
  const read = async () => {
    await product.api.post(`/knowledge/${id}/read`)
    return settled(id)
  }

  it('is read from its start address: its own pages, once each, as robots.txt and the pages ask', async () => {
    site = await startSite()
    const { pages, address } = site
    pages.set('/robots.txt', {
      type: 'text/plain',
      body: `User-agent: *\nDisallow: /private\nSitemap: ${address}/map.xml`,
    })
    pages.set('/map.xml', {
      type: 'application/xml',
      body: `<urlset><url><loc>${address}/hidden-gem</loc></url><url><loc>https://elsewhere.example/</loc></url></urlset>`,
    })
    pages.set(
      '/',
      sitePage('Welcome', '<p>Acme repairs sinks, taps and heaters in the harbour towns.</p>', [
        '/prices?utm_source=menu',
        '/private/plan',
        '/old',
        '/drafts',
        '/loop/',
        '/image.png',
        'https://elsewhere.example/x',
        '/files/terms.pdf',
      ]),
    )
    pages.set(
      '/prices',
      sitePage(
        'Prices',
        '<table><tr><td>Kettle descaling</td><td>$45</td></tr></table><p>All prices include tax and the way to the harbour.</p>',
        ['/'],
      ),
    )
    pages.set('/private/plan', sitePage('Plan', '<p>Nobody may read this secret plan.</p>'))
    pages.set('/old', { status: 301, location: '/prices' })
    pages.set(
      '/drafts',
      '<html><head><meta name="robots" content="noindex"></head><body><p>An unfinished draft page about unicorns.</p></body></html>',
    )
    pages.set(
      '/loop/',
      sitePage('Loop', '<p>A page that links ever deeper into itself.</p><a href="loop/">deeper</a>'),
    )
    pages.set(
      '/hidden-gem',
      sitePage('Emergencies', '<p>At night the emergency plumber answers within two hours.</p>'),
    )
    pages.set('/files/terms.pdf', {
      type: 'application/pdf',
      body: makePdf([['Complaints are answered within nine working days.']]),
    })
    const { body } = await product.api.post<KnowledgeItem>('/knowledge/websites', {
      address: `${address}/`,
      everyDays: 7,
    })
    id = body.id
    const item = await settled(id)
    expect(item).toMatchObject({
      state: 'ready',
      problem: null,
      kind: 'website',
      title: expect.stringContaining('acme.example'),
    })
    expect(item.nextReadAt).not.toBeNull()
    const read = (await get<{ items: KnowledgePageItem[] }>(`/knowledge/${id}/pages`)).items
    expect(read.map((p) => new URL(p.url ?? '').pathname).sort()).toEqual(
      ['/', '/files/terms.pdf', '/hidden-gem', '/loop/', '/loop/loop/', '/prices'].filter(
        (p) => p !== '/loop/loop/',
      ),
    )
    const asked = site.asked()
    expect(asked).not.toContain('/private/plan')
    expect(asked).not.toContain('/image.png')
    expect(site.seen.every((s) => s.host.startsWith('acme.example'))).toBe(true)
  })

  it('answers customers without menus, banners and what every page repeats', async () => {
    const [found] = await find('how much is kettle descaling')
    expect(found).toMatchObject({ kind: 'website', sourceId: id, url: `${site.address}/prices`, standing: 1 })
    expect(found?.text).toContain('Kettle descaling | $45')
    expect((await find('working days until complaints are answered'))[0]?.text).toContain('nine working days')
    for (const word of ['cookies', 'unicorns', 'secret plan', 'tracking'])
      expect((await find(word)).filter((p) => p.sourceId === id)).toEqual([])
    const phone = (await find('phone 555 0100 dock street')).filter((p) => p.sourceId === id)
    expect(phone).toHaveLength(1)
  })

  it('read again: what changed is new, what is gone goes, what says the same stays as it is', async () => {
    const passageOf = async (q: string) => (await find(q)).find((p) => p.sourceId === id)
    site.pages.set(
      '/prices',
      sitePage(
        'Prices',
        '<table><tr><td>Kettle descaling</td><td>$60</td></tr></table><p>All prices include tax and the way to the harbour.</p>',
      ),
    )
    site.pages.delete('/loop/')
    await read()
    expect((await passageOf('how much is kettle descaling'))?.text).toContain('$60')
    expect(await passageOf('links ever deeper into itself')).toBeUndefined()
    expect((await passageOf('emergency plumber at night'))?.text).toContain('two hours')
  })

  it('that does not answer keeps what was read, says so, and is tried again', async () => {
    const { pages } = site
    const before = new Map(pages)
    for (const path of before.keys())
      if (path !== '/robots.txt') pages.set(path, { status: 503, body: 'busy' })
    expect(await read()).toMatchObject({
      state: 'ready',
      problem: expect.stringContaining('503'),
      remedy: expect.stringContaining('tomorrow'),
    })
    expect((await find('emergency plumber at night'))[0]?.sourceId).toBe(id)
    for (const [path, page] of before) pages.set(path, page)
  })

  it('yields to what was written by hand, and the contradiction is listed with both quotes', async () => {
    const { body } = await product.api.post<KnowledgeItem>('/knowledge', {
      kind: 'faq',
      title: 'How much is kettle descaling?',
      body: 'Kettle descaling is $50.',
    })
    await read()
    const answer = await get<KnowledgeFound>('/knowledge/search?q=how%20much%20is%20kettle%20descaling')
    expect(answer.items[0]).toMatchObject({ sourceId: body.id, kind: 'faq' })
    const conflict = await until(
      async () => (await get<{ items: KnowledgeConflict[] }>('/knowledge/conflicts')).items[0],
      'the conflict',
    )
    expect(conflict).toMatchObject({
      about: 'price',
      winner: { sourceId: body.id, quote: 'Kettle descaling is $50.' },
      loser: { sourceId: id, quote: 'Kettle descaling | $60' },
      reason: 'What was written by hand counts over web pages.',
    })
    const chat = await openChat(product)
    expect((await chat.ask('How much is kettle descaling?')).text).toContain('$50')
    await product.api.post(`/knowledge/conflicts/${conflict.id}/dismiss`)
    expect((await get<{ items: KnowledgeConflict[] }>('/knowledge/conflicts')).items).toEqual([])
    await read()
    expect((await get<{ items: KnowledgeConflict[] }>('/knowledge/conflicts')).items).toEqual([])
  })

  it('removed, takes its pages and passages along', async () => {
    expect((await product.api.delete(`/knowledge/${id}`)).status).toBe(204)
    expect((await find('emergency plumber at night')).filter((p) => p.sourceId === id)).toEqual([])
    expect((await product.api.get(`/knowledge/${id}/pages`)).status).toBe(404)
  })

  describe('that cannot be had is refused in words:', () => {
    const add = async (address: string) => {
      const { body } = await product.api.post<KnowledgeItem>('/knowledge/websites', { address })
      return settled(body.id)
    }
    it('it asks not to be read', async () => {
      site = await startSite()
      site.pages.set('/robots.txt', { type: 'text/plain', body: 'User-agent: *\nDisallow: /' })
      expect(await add(site.address)).toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('robots.txt'),
      })
      expect(site.asked()).toEqual(['/robots.txt'])
    })
    it('it leads to another site', async () => {
      site = await startSite()
      site.pages.set('/', { status: 302, location: 'https://elsewhere.example/' })
      expect(await add(site.address)).toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('another site'),
      })
    })
    it('it lies in a private network', async () => {
      expect(await add('https://10.0.0.1/')).toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('private'),
      })
    })
    it('it is no address', async () => {
      const { status, body } = await product.api.post('/knowledge/websites', { address: 'not an address' })
      expect([status, body.code]).toEqual([400, 'invalid_input'])
    })
  })
})

it('what is for some agents and channels only is never said to others', async () => {
  const { body } = await product.api.post<KnowledgeItem>('/knowledge', {
    kind: 'faq',
    title: 'What is the code of the garage gate?',
    body: 'The garage gate code is quince.',
    audiences: ['staff'],
  })
  // Each asks in a talk of their own: what cannot be answered goes to a person.
  const answer = async () =>
    (await (await openChat(product)).ask('What is the code of the garage gate?')).text
  expect(await answer()).not.toContain('quince')
  await product.api.patch(`/knowledge/${body.id}`, { audiences: [], channels: ['sms'] })
  expect(await answer()).not.toContain('quince')
  await product.api.patch(`/knowledge/${body.id}`, { channels: ['webchat'] })
  expect(await answer()).toContain('quince')
  await product.api.patch(`/knowledge/${body.id}`, { expiresAt: '2020-01-01T00:00:00.000Z' })
  expect((await get<KnowledgeItem>(`/knowledge/${body.id}`)).expired).toBe(true)
  expect((await find('garage gate code')).map((p) => p.sourceId)).not.toContain(body.id)
})

it('another workspace’s token meets none of it', async () => {
  expect((await apiOf(product.url, 'fd_wrong').get('/knowledge/conflicts')).status).toBe(401)
})
