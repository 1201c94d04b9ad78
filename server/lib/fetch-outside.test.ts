import { expect, it } from 'vitest'
import { fetchOutside } from './fetch-outside.ts'

const calls: [string, RequestInit | undefined][] = []
const plain: typeof fetch = (input, init) => {
  calls.push([new Request(input).url, init])
  return Promise.resolve(new Response('ok'))
}
const isPublic = (host: string) => Promise.resolve(host === 'api.example.com')
const outside = fetchOutside(plain, () => ['http://127.0.0.1:3000', ''], isPublic)

it('asks public hosts, and follows no redirect of theirs', async () => {
  await outside('https://api.example.com/v1', { method: 'POST', redirect: 'follow' })
  expect(calls.at(-1)).toMatchObject(['https://api.example.com/v1', { method: 'POST', redirect: 'manual' }])
})

it.each(['http://10.0.0.7/', 'http://moved.example/', 'http://127.0.0.1:5432/'])(
  'never reaches %s, as if nobody listened there',
  async (url) => {
    const before = calls.length
    await expect(outside(url)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED', syscall: 'connect' },
    })
    expect(calls).toHaveLength(before)
  },
)

it('reaches our own simulator', async () => {
  expect((await outside('http://127.0.0.1:3000/simulator/twilio')).ok).toBe(true)
})
