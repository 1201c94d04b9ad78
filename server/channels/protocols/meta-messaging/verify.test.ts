import { describe, expect, it } from 'vitest'
import type { InboxAccount, RawRequest } from '#channels/channel.ts'
import { messenger } from '#channels/messenger/index.ts'
import { readMoment } from './shapes.ts'

const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'messenger',
  provider: 'meta',
  name: 'Page',
  address: '',
  settings: { pageId: '100200300', accessToken: 'token', appSecret: 'secret', verifyToken: 'ours' },
}
const get = (query: string): RawRequest => ({
  method: 'GET',
  url: `https://desk.example/webhooks/meta/k3y?${query}`,
  headers: {},
  body: Buffer.alloc(0),
  receivedAt: new Date('2026-11-21T12:00:00Z'),
})

describe('the handshake', () => {
  it('gives back the challenge to whoever knows the token', () => {
    const asked = get('hub.mode=subscribe&hub.verify_token=ours&hub.challenge=1158201444')
    expect(messenger.verify(asked, account)).toEqual({
      ok: true,
      handshake: { status: 200, contentType: 'text/plain; charset=utf-8', body: '1158201444' },
    })
  })
  it.each([
    'hub.mode=subscribe&hub.verify_token=theirs&hub.challenge=1',
    'hub.mode=subscribe&hub.challenge=1',
    'hub.mode=unsubscribe&hub.verify_token=ours&hub.challenge=1',
    'hub.mode=subscribe&hub.verify_token=ours&hub.challenge=%3Cscript%3E',
  ])('refuses %s', (query) => {
    expect(messenger.verify(get(query), account).ok).toBe(false)
  })
})

it('a moment is read in each of the forms that Meta uses', () => {
  const at = new Date('2021-09-08T06:34:04Z')
  for (const value of [at.getTime(), String(at.getTime()), at.getTime() / 1000, '2021-09-08T06:34:04+0000'])
    expect(readMoment(value)).toEqual(at)
  for (const none of [null, undefined, '', 'soon']) expect(readMoment(none)).toBeNull()
})
