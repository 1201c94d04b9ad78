import { describe, expect, it } from 'vitest'
import { contactPath, inboxPath, parsePath, settingsPath } from './routes.ts'

describe('parsePath', () => {
  it.each([
    ['/', { screen: 'inbox', conversationId: null }],
    ['/inbox', { screen: 'inbox', conversationId: null }],
    ['/inbox/', { screen: 'inbox', conversationId: null }],
    ['/inbox/conv_1', { screen: 'inbox', conversationId: 'conv_1' }],
    ['/contacts/con%2F1', { screen: 'contacts', contactId: 'con/1' }],
    ['/settings/hours', { screen: 'settings', section: 'hours' }],
    ['/appointments', { screen: 'appointments' }],
    ['/simulator', { screen: 'simulator' }],
    ['/simulator/x', { screen: 'unknown' }],
    ['/inbox/a/b', { screen: 'unknown' }],
    ['/nowhere', { screen: 'unknown' }],
    ['/inbox/%zz', { screen: 'inbox', conversationId: '%zz' }],
  ])('%s', (path, route) => {
    expect(parsePath(path)).toEqual(route)
  })
})

it('writes what it reads', () => {
  expect(inboxPath('conv_1', { view: 'unread', q: 'a b' })).toBe('/inbox/conv_1?view=unread&q=a+b')
  expect(contactPath(null, { q: 'x' })).toBe('/contacts?q=x')
  expect(parsePath(inboxPath('a/b'))).toEqual({ screen: 'inbox', conversationId: 'a/b' })
  expect(settingsPath('ai')).toBe('/settings/ai')
})
