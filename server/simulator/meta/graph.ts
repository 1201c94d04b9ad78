// What all of Meta's APIs share: versions in the path, tokens in the header, errors of one form, signed webhooks.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import { hmac } from '#lib/crypto.ts'
import { matches, tokenOf } from '#simulator/credentials.ts'
import { type Moment, secretOf, type WebhookCall } from '#simulator/provider.ts'
import type { World } from '#simulator/world.ts'

/** The settings by which Meta's paths name an account: a number, a page, an Instagram account. */
const OWN_IDS = ['phoneNumberId', 'pageId', 'accountId'] as const

/** The account that a path names and the token opens; null where it opens none. */
export async function findOwn(
  world: World,
  request: FastifyRequest,
  id: string,
): Promise<InboxAccount | null> {
  const token = tokenOf(request, 'Bearer')
  for (const name of OWN_IDS) {
    const accounts = await world.accounts('meta', { name, value: id })
    const opened = accounts.find((account) => matches(account, 'accessToken', token))
    if (opened) return opened
  }
  return null
}

/** The account whose token this is, for paths that name something else. */
export async function findByToken(world: World, request: FastifyRequest): Promise<InboxAccount | null> {
  const token = tokenOf(request, 'Bearer')
  const accounts = token ? await world.accounts('meta') : []
  return accounts.find((account) => matches(account, 'accessToken', token)) ?? null
}

export type GraphRefusal = { status: number; code: number; subcode?: number; message: string }

export const NO_TOKEN: GraphRefusal = {
  status: 401,
  code: 190,
  message: 'Invalid OAuth access token - Cannot parse access token',
}
export const OUTAGE: GraphRefusal = { status: 503, code: 2, message: 'Service temporarily unavailable' }
export const NO_OBJECT: GraphRefusal = {
  status: 400,
  code: 100,
  subcode: 33,
  message: 'Unsupported request. Object does not exist, or cannot be loaded due to missing permissions',
}

export function refuse(reply: FastifyReply, refusal: GraphRefusal): FastifyReply {
  const { status, code, subcode, message } = refusal
  return reply.code(status).send({
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      is_transient: code === 2,
      fbtrace_id: randomBytes(9).toString('base64url'),
    },
  })
}

/** A webhook with the secret of the app. Meta escapes what is not ASCII, and signs what it sends. */
export function signedByMeta(moment: Moment, content: unknown): WebhookCall {
  const body = JSON.stringify(content)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const signature = hmac('sha256', secretOf(moment, 'appSecret'), body).toString('hex')
  return {
    url: moment.webhookUrl,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  }
}
