import { expect, it } from 'vitest'
import { createSingleFlight } from './single-flight.ts'

/** Work whose every run waits to be let go. */
function holdable() {
  const waiting: PromiseWithResolvers<void>[] = []
  let runs = 0
  return {
    get runs() {
      return runs
    },
    letGo: () => waiting.shift()?.resolve(),
    fail: () => waiting.shift()?.reject(new Error('broken')),
    work: () => {
      runs++
      const hold = Promise.withResolvers<void>()
      waiting.push(hold)
      return hold.promise
    },
  }
}

it('runs once more, and only once, for all who asked meanwhile', async () => {
  const once = createSingleFlight()
  const job = holdable()
  const first = once('a', job.work)
  await Promise.all([once('a', job.work), once('a', job.work)])
  expect(job.runs).toBe(1)
  job.letGo()
  await expect.poll(() => job.runs).toBe(2)
  job.letGo()
  await first
  expect(job.runs).toBe(2)
})

it('keys do not wait for each other', async () => {
  const once = createSingleFlight()
  const job = holdable()
  const both = [once('a', job.work), once('b', job.work)]
  expect(job.runs).toBe(2)
  job.letGo()
  job.letGo()
  await Promise.all(both)
})

it('a run that fails tells who began it, and the next may run', async () => {
  const once = createSingleFlight()
  const job = holdable()
  const first = once('a', job.work)
  job.fail()
  await expect(first).rejects.toThrow('broken')
  const second = once('a', job.work)
  job.letGo()
  await second
  expect(job.runs).toBe(2)
})
