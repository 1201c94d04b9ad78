import { describe, expect, it } from 'vitest'
import { type ChainHead, type ConsentLink, canonicalConsent, checkChain } from './consent-chain.ts'

/** Not SHA-256, but as good for telling texts apart here. */
const hash = (text: string) => `h(${text})`

function chain(count: number): { links: ConsentLink[]; head: ChainHead } {
  const links: ConsentLink[] = []
  for (let position = 1; position <= count; position++) {
    const link: ConsentLink = {
      workspaceId: 'wsp_1',
      position,
      previous: String(links.at(-1)?.hash.length ?? ''),
      id: `cns_${position}`,
      at: '2026-11-21T12:00:00.123456Z',
      addressKind: 'phone',
      address: '+12125550100',
      addressId: 'adr_1',
      action: position % 2 ? 'opt_out' : 'opt_in',
      source: 'words',
      actor: null,
      channel: 'sms',
      text: 'nicht mehr schreiben – bitte',
      messageId: `msg_${position}`,
      hash: '',
    }
    links.push(sealed({ ...link, previous: links.at(-1)?.hash ?? '' }))
  }
  return { links, head: { position: count, hash: links.at(-1)?.hash ?? '' } }
}
const sealed = (link: ConsentLink): ConsentLink => ({ ...link, hash: hash(canonicalConsent(link)) })

function check(links: ConsentLink[], head: ChainHead) {
  const checking = checkChain(hash)
  for (const link of links) checking.next(link)
  return checking.end(head)
}

describe('what is hashed', () => {
  it('has a line for each field, with its length in bytes', () => {
    const [link] = chain(1).links
    if (!link) throw new Error('no link')
    expect(canonicalConsent(link).split('\n')).toEqual([
      'frontdesk consent 1',
      'workspace=5:wsp_1',
      'position=1:1',
      'previous=0:',
      'id=5:cns_1',
      'at=27:2026-11-21T12:00:00.123456Z',
      'address kind=5:phone',
      'address=12:+12125550100',
      'address id=5:adr_1',
      'action=7:opt_out',
      'source=5:words',
      'actor=-',
      'channel=3:sms',
      'text=30:nicht mehr schreiben – bitte',
      'message=5:msg_1',
      '',
    ])
  })

  it('tells nothing said from an empty text, and no text looks like a field', () => {
    const [link] = chain(1).links
    if (!link) throw new Error('no link')
    const texts = [null, '', '-', 'STOP', 'STOP\nmessage=5:msg_1']
    expect(new Set(texts.map((text) => canonicalConsent({ ...link, text }))).size).toBe(texts.length)
  })
})

describe('a chain', () => {
  it('as it was written is whole, also an empty one', () => {
    for (const count of [0, 1, 5]) {
      const { links, head } = chain(count)
      expect(check(links, head)).toBeNull()
    }
  })

  it('names the first entry of which any field was changed', () => {
    const { links, head } = chain(4)
    const changes: Partial<ConsentLink>[] = [
      { workspaceId: 'wsp_2' },
      { id: 'cns_x' },
      { at: '2026-11-21T12:00:00.123457Z' },
      { addressKind: 'email' },
      { address: '+12125550101' },
      { addressId: 'adr_2' },
      { action: 'opt_in' },
      { source: 'keyword' },
      { actor: 'Mara' },
      { channel: null },
      { text: 'nicht mehr schreiben' },
      { messageId: null },
      { hash: 'h(x)' },
    ]
    for (const change of changes) {
      const bent = links.map((link, i) => (i === 2 ? { ...link, ...change } : link))
      const broken = check(bent, head)
      expect([broken?.position, broken?.reason], JSON.stringify(change)).toEqual([3, 'changed'])
    }
  })

  it('finds what was written anew, left out, put in between and cut off', () => {
    const { links, head } = chain(4)
    const [first, second, third, fourth] = links
    if (!first || !second || !third || !fourth) throw new Error('no links')
    const anew = sealed({ ...second, text: 'thanks!' })
    expect(check([first, anew, third, fourth], head)).toMatchObject({ position: 3, reason: 'unlinked' })
    expect(check([first, third, fourth], head)).toEqual({ position: 2, id: null, reason: 'missing' })
    expect(check([first, second, second, third, fourth], head)).toMatchObject({ reason: 'missing' })
    expect(check([first, second, third], head)).toEqual({ position: 4, id: null, reason: 'missing' })
    expect(check([first, second, third, sealed({ ...fourth, text: '' })], head)).toMatchObject({
      position: 4,
      reason: 'end',
    })
  })
})
