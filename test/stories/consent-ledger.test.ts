// Every yes and no of a customer, as the business can check it and hand it out.
import { describe, expect, it } from 'vitest'
import { makeOwner } from '#test/browser/owner.ts'
import { TOKEN } from '#test/harness/product.ts'
import { startTexting } from '#test/harness/texting.ts'

const { product, newCustomer, write, arrived } = await startTexting()

describe('the ledger of consent', () => {
  it('is one chain of every yes and no, checked and handed out; a bent row is named', async () => {
    const { pool } = product.flow.store
    const [one, other] = [newCustomer(), newCustomer()]
    await write(one, 'STOP')
    await arrived(one)
    await write(one, 'START')
    await arrived(one, 2)
    await write(other, 'I sold the house. Please stop texting me!')
    await arrived(other)
    const check = async () => (await product.api.get('/consents/check')).body
    expect(await check()).toMatchObject({ ok: true, broken: null })
    const answer = await fetch(`${product.url}/api/v1/consents/export`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    expect(answer.headers.get('content-disposition')).toMatch(/consents-.*\.jsonl/)
    const entries = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect((await check()).entries).toBe(entries.length)
    expect(entries.map((e) => [e.action, e.source])).toEqual([
      ['opt_out', 'keyword'],
      ['opt_in', 'keyword'],
      ['opt_out', 'words'],
    ])
    const victim = entries[0]
    await pool.query(`update consents set text = 'yes please' where id = $1`, [victim.id])
    expect(await check()).toMatchObject({
      ok: false,
      broken: { position: 1, id: victim.id, reason: 'changed' },
    })
    await pool.query('update consents set text = $2 where id = $1', [victim.id, victim.text])
    expect((await check()).ok).toBe(true)
  })

  it('is for owners and admins', async () => {
    const owner = await makeOwner(product)
    const [email, password] = ['agent@harborstreet.example', 'a long enough password']
    await owner.post('/members', { name: 'Ana', email, role: 'agent', password })
    const session = await fetch(`${product.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    expect(session.status).toBe(200)
    const agent = session.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const status = async (path: string, cookie: string) =>
      (await fetch(`${product.url}/api/v1/consents/${path}`, { headers: { cookie } })).status
    for (const path of ['export', 'export?format=csv', 'check'])
      expect([await status(path, owner.cookie), await status(path, agent)], path).toEqual([200, 403])
  })
})
