import { expect, it } from 'vitest'
import { shippedRules } from '#domain/quiet-rules.ts'
import { describeWeek } from './week-words.ts'

it.each([
  ['US', '8–21 every day'],
  ['US-TX', 'Mon–Sat 9–21, Sun 12–21'],
  ['US-RI', 'Mon–Fri 9–18, Sat–Sun none; not on federal holidays'],
  ['CA', 'Mon–Fri 9–21:30, Sat–Sun 10–18'],
  ['FR', 'Mon–Fri 10–20, Sat–Sun none; not on 11 holidays'],
])('%s', (region, words) => {
  const rule = shippedRules.find((each) => each.region === region)
  expect(rule && describeWeek(rule)).toBe(words)
})
