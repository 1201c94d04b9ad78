import { describe, expect, it } from 'vitest'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import { extentOf, kindName, progressOf } from './source-words.ts'

const now = new Date('2026-03-10T12:00:00Z')
const site: KnowledgeItem = {
  id: 'kb_1',
  kind: 'website',
  title: 'acme.example',
  body: '',
  sample: false,
  state: 'ready',
  problem: null,
  remedy: null,
  audiences: [],
  channels: [],
  expiresAt: null,
  expired: false,
  readAt: '2026-03-10T09:00:00Z',
  nextReadAt: '2026-03-17T09:00:00Z',
  stale: false,
  file: null,
  site: null,
  passages: 31,
  pages: { found: 12, read: 12 },
  updatedAt: '2026-03-01T00:00:00Z',
}

describe('what the list says of a source', () => {
  it('a site: pages, passages, when it was read and will be', () => {
    expect(extentOf(site, now)).toBe('12 pages · 31 passages · read 3 hours ago · again Mar 17, 2026')
  })
  it('a question: only when it was written', () => {
    const faq = { ...site, kind: 'faq' as const, passages: 1, pages: { found: 0, read: 0 }, nextReadAt: null }
    expect(extentOf(faq, now)).toBe('written 3 hours ago')
  })
  it('how far a reading is', () => {
    expect(progressOf(site)).toBeNull()
    expect(progressOf({ ...site, state: 'reading', pages: { found: 8, read: 2 } })).toBe(0.25)
    expect(progressOf({ ...site, state: 'reading', pages: { found: 0, read: 0 } })).toBeNull()
  })
  it('names every kind', () => {
    expect(['faq', 'website', 'hours', 'odd'].map(kindName)).toEqual([
      'Question',
      'Web site',
      'Opening hours',
      'odd',
    ])
  })
})
