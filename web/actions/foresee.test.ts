import { expect, it } from 'vitest'
import { aRow } from '#web/store/test-rows.ts'
import { foresee } from './foresee.ts'

const row = aRow({ id: 'a', lastDirection: 'in' })

it('foresees what the server will say', () => {
  expect(foresee(row, 'takeover', 'Dana')).toMatchObject({
    handler: 'human',
    handledBy: 'Dana',
    requiresAction: true,
  })
  expect(foresee(row, 'escalate', 'Dana')).toMatchObject({ status: 'escalated', requiresAction: true })
  expect(foresee({ ...row, status: 'escalated', handler: 'human' }, 'resume_ai', 'Dana')).toMatchObject({
    status: 'active',
    handler: 'ai',
    handledBy: null,
    escalation: null,
    requiresAction: false,
  })
  expect(foresee({ ...row, handler: 'human', handledBy: 'Luis' }, 'close', 'Dana')).toMatchObject({
    status: 'closed',
    requiresAction: false,
  })
})
