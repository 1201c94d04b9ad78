import { expect, it } from 'vitest'
import { acceptOf, recheckFiles, refuseFile } from './file-rules.ts'

const rules = {
  label: 'SMS',
  attachments: { maxCount: 2, maxBytes: 1_000, types: ['image/*', 'application/pdf', '.ics'] },
}
const file = (over: object) => ({ name: 'a.png', type: 'image/png', size: 500, ...over })

it('lets through what the channel takes', () => {
  expect(refuseFile(file({}), 1, rules)).toBeNull()
  expect(refuseFile(file({ name: 'a.pdf', type: 'application/pdf' }), 0, rules)).toBeNull()
  expect(refuseFile(file({ name: 'Meeting.ICS', type: '' }), 0, rules)).toBeNull()
  expect(
    refuseFile(file({ type: 'text/x' }), 0, {
      ...rules,
      attachments: { ...rules.attachments, types: ['*/*'] },
    }),
  ).toBeNull()
})
it('names the limit that is broken', () => {
  expect(refuseFile(file({}), 2, rules)).toBe('SMS takes at most 2 files')
  expect(refuseFile(file({ size: 1_001 }), 0, rules)).toMatch(/up to 1 kB/)
  expect(refuseFile(file({ size: 0 }), 0, rules)).toMatch(/empty/)
  expect(refuseFile(file({ type: 'application/zip' }), 0, rules)).toMatch(/this kind/)
  expect(refuseFile(file({}), 0, { ...rules, attachments: { ...rules.attachments, maxCount: 0 } })).toBe(
    'SMS takes no files',
  )
})
it('knows kinds with a limit of their own', () => {
  const byType = [{ types: ['image/*'], maxBytes: 2_000 }]
  const own = { ...rules, attachments: { ...rules.attachments, byType } }
  expect(refuseFile(file({ size: 1_500 }), 0, own)).toBeNull()
  expect(refuseFile(file({ size: 2_001 }), 0, own)).toBe('SMS takes such files up to 2 kB')
  expect(refuseFile(file({ type: 'application/pdf', size: 1_500 }), 0, own)).toMatch(/files up to 1 kB/)
})
it('tells the picker the same', () => {
  expect(acceptOf(rules)).toBe('image/*,application/pdf,.ics')
})
it('looks again at what was attached when another channel is chosen', () => {
  const held = [
    { ...file({}), problem: null },
    { ...file({ type: 'video/mp4' }), problem: null },
    { ...file({}), problem: 'The server refused this file' },
    { ...file({}), problem: null },
    { ...file({}), problem: null },
  ]
  expect(recheckFiles(held, rules).map((f) => f.problem)).toEqual([
    null,
    'SMS does not take this kind of file',
    'The server refused this file',
    null,
    'SMS takes at most 2 files',
  ])
  expect(recheckFiles(held, null)).toEqual(held)
})
