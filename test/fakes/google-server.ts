// Google on loopback, as far as reviews need it: tokens, published keys, a location with reviews, and pushes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { googleKeys, signPush } from './google-token.ts'
import { readBody, sendJson } from './http-wire.ts'

type Review = {
  name: string
  reviewer: { displayName: string }
  starRating: string
  comment?: string
  createTime: string
  updateTime: string
  reviewReply?: { comment: string; updateTime: string }
}
const STARS = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']
const LOCATION = 'accounts/11/locations/22'

export type GoogleFake = {
  url: string
  settings: Record<string, string>
  /** Somebody writes a review, or changes the one they wrote. */
  write(id: string, stars: number, comment: string, name?: string): void
  /** Somebody answers at Google itself. */
  answerThere(id: string, comment: string): void
  replyOf(id: string): string | null
  remove(id: string): void
  /** How often answers were written, and how often reviews were asked for. */
  puts(): number
  asked(): number
  /** The next answer is written and the line cut. */
  dropNext(): void
  /** The consent is withdrawn, or given again. */
  withdrawConsent(on: boolean): void
  push(webhookUrl: string, id: string, over?: { email?: string; kid?: string }): Promise<Response>
  stop(): Promise<void>
}

export async function startGoogleFake(): Promise<GoogleFake> {
  const reviews = new Map<string, Review>()
  const pusher = 'pusher@fixtures.iam.gserviceaccount.com'
  let puts = 0
  let asked = 0
  let drop = false
  let consent = true
  let clock = Date.parse('2026-11-20T10:00:00Z')
  const next = () => new Date((clock += 60_000)).toISOString()
  const nameOf = (id: string) => `${LOCATION}/reviews/${id}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'http://x')
    const body = await readBody(request)
    const fail = (code: number, status: string) =>
      sendJson(response, code, { error: { code, status, message: 'refused' } })
    if (pathname === '/oauth2/v3/certs') return sendJson(response, 200, googleKeys)
    if (pathname === '/token')
      return consent
        ? sendJson(response, 200, { access_token: 'ya29.fake', expires_in: 3599 })
        : sendJson(response, 400, { error: 'invalid_grant', error_description: 'Token has been revoked.' })
    if (request.headers['authorization'] !== 'Bearer ya29.fake' || !consent)
      return fail(401, 'UNAUTHENTICATED')
    if (pathname === `/v4/${LOCATION}/reviews`) {
      asked++
      const items = [...reviews.values()].sort((a, b) => b.updateTime.localeCompare(a.updateTime))
      return sendJson(response, 200, { reviews: items, totalReviewCount: items.length, averageRating: 4 })
    }
    const id = pathname.slice(`/v4/${LOCATION}/reviews/`.length).replace(/\/reply$/, '')
    const review = reviews.get(id)
    if (!review) return fail(404, 'NOT_FOUND')
    if (request.method === 'GET') return sendJson(response, 200, review)
    if (request.method === 'DELETE') {
      delete review.reviewReply
      return sendJson(response, 200, {})
    }
    puts++
    review.reviewReply = { comment: (JSON.parse(body) as { comment: string }).comment, updateTime: next() }
    if (drop) {
      drop = false
      return void request.socket.destroy()
    }
    sendJson(response, 200, review.reviewReply)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settings: {
      location: LOCATION,
      clientId: 'client',
      clientSecret: 'secret',
      refreshToken: 'refresh',
      pushAccount: pusher,
    },
    write(id, stars, comment, name = 'Mara Lund') {
      const at = next()
      const before = reviews.get(id)
      reviews.set(id, {
        createTime: at,
        ...before,
        name: nameOf(id),
        reviewer: { displayName: name },
        starRating: STARS[stars - 1] ?? 'STAR_RATING_UNSPECIFIED',
        comment,
        updateTime: at,
      })
    },
    answerThere(id, comment) {
      const review = reviews.get(id)
      if (review) review.reviewReply = { comment, updateTime: next() }
    },
    replyOf: (id) => reviews.get(id)?.reviewReply?.comment ?? null,
    remove: (id) => void reviews.delete(id),
    puts: () => puts,
    asked: () => asked,
    dropNext: () => {
      drop = true
    },
    withdrawConsent: (on) => {
      consent = !on
    },
    push: (webhookUrl, id, over = {}) =>
      fetch(webhookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokenFor(webhookUrl, over.email ?? pusher, over.kid)}`,
        },
        body: JSON.stringify({
          message: {
            data: Buffer.from(
              JSON.stringify({ type: 'NEW_REVIEW', location: LOCATION, review: nameOf(id) }),
            ).toString('base64'),
            messageId: '1',
          },
          subscription: 'projects/p/subscriptions/s',
        }),
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function tokenFor(aud: string, email: string, kid?: string): string {
  const iat = Math.floor(Date.now() / 1000)
  const claims = { aud, email, iat, exp: iat + 3_600 }
  return kid ? signPush(claims, { alg: 'RS256', typ: 'JWT', kid }) : signPush(claims)
}
