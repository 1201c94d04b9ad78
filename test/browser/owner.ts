// The owner of a product, for tests that begin after the first minute: the account, its cookie for browser contexts, and
// its voice through the API (a member with a name, which a token is not).
import type { BrowserContext, Page } from 'playwright-core'
import type { Product } from '#test/harness/product.ts'

export const OWNER = {
  name: 'Sam Rivera',
  email: 'sam@harborstreet.example',
  password: 'a long enough password',
}

export type Owner = {
  cookie: string
  /** The API as this member: what they read and wrote is theirs, and has their name. */
  get<T>(path: string): Promise<T>
  post(path: string, body?: object): Promise<void>
  /** Signs a context in, as if by the form. */
  signIn(where: Page | BrowserContext): Promise<void>
}

/** Makes the owner's account over HTTP. */
export async function makeOwner(product: Product): Promise<Owner> {
  const answer = await fetch(`${product.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  })
  if (!answer.ok) throw new Error(`no owner: ${answer.status} ${await answer.text()}`)
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  const cookie = cookies.join('; ')
  return {
    cookie,
    async get<T>(path: string) {
      const answer = await fetch(`${product.url}/api/v1${path}`, { headers: { cookie } })
      return (await answer.json()) as T
    },
    async post(path, body = {}) {
      const done = await fetch(`${product.url}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      })
      if (!done.ok) throw new Error(`${path}: ${done.status} ${await done.text()}`)
    },
    async signIn(where) {
      const context = 'context' in where ? where.context() : where
      await context.addCookies(
        cookies.map((pair) => {
          const [name = '', ...value] = pair.split('=')
          return {
            name,
            value: value.join('='),
            domain: '127.0.0.1',
            path: '/',
            httpOnly: true,
            sameSite: 'Lax',
          }
        }),
      )
    },
  }
}
