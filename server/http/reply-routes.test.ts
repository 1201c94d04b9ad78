import { expect, it } from 'vitest'
import { orderRoutes } from './reply-routes.ts'

it('puts the way in use first, then what works, what waits, and what is shut', () => {
  const route = (id: string, usable: boolean, why: string | null, current = false) => ({
    id,
    usable,
    why,
    current,
  })
  const ordered = orderRoutes([
    route('shut', false, 'opted out'),
    route('waits', true, 'paused'),
    route('works', true, null),
    route('works too', true, null),
    route('in use', false, 'window closed', true),
  ])
  expect(ordered.map((r) => r.id)).toEqual(['in use', 'works', 'works too', 'waits', 'shut'])
})
