// What a customer writes in one breath. The window is long enough for a busy machine to take all of it in time.
import { expect, it } from 'vitest'
import { QUESTION, startTexting } from '#test/harness/texting.ts'

const { newCustomer, write, arrived, reaches, thread } = await startTexting({
  timing: { burst: { quietMs: 1_500, maxMs: 10_000 } },
})

it('a burst is answered once', async () => {
  const phone = newCustomer()
  const answers = await Promise.all(['hi', 'quick question', QUESTION].map((part) => write(phone, part)))
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  await arrived(phone)
  await reaches(phone, 'sending')
  expect((await thread(phone)).map((m) => m.direction)).toEqual(['in', 'in', 'in', 'out'])
})
