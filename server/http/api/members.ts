import { z } from 'zod'
import {
  deleteMember,
  deleteToken,
  insertMember,
  insertToken,
  listMembers,
  listTokens,
  type MemberRecord,
} from '#db/members.ts'
import { Refusal } from '#domain/errors.ts'
import { makeToken, requireAdmin } from '#http/auth.ts'
import { loadAuth } from '#http/better-auth.ts'
import type { App, Http } from '#http/context.ts'
import { Id } from '#wire/api/common.ts'
import { ApiToken, Member, MemberBody } from '#wire/api/settings.ts'

const Params = z.object({ id: Id })
const tags = ['members']

export const presentMember = (m: MemberRecord): Member => ({
  id: m.id,
  name: m.name,
  email: m.email,
  role: m.role,
  phone: m.phone,
  createdAt: m.created_at.toISOString(),
})

export function memberRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/members',
    { schema: { tags, summary: 'Who works here', response: { 200: z.object({ items: z.array(Member) }) } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return { items: (await listMembers(store, workspaceId)).map(presentMember) }
    },
  )

  app.post(
    '/members',
    {
      schema: {
        tags,
        summary: 'Add a member with a first password',
        body: MemberBody,
        response: { 201: Member },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { name, email, role, password } = request.body
      const userId = await createUser(http, { name, email, password })
      const id = flow.ids.next('mem')
      const at = flow.clock.now()
      await insertMember(store.db, {
        workspace_id: principal.workspaceId,
        id,
        user_id: userId,
        name,
        email,
        role,
        read_baseline: at,
        created_at: at,
      })
      const member = (await listMembers(store, principal.workspaceId)).find((m) => m.id === id)
      if (!member) throw new Refusal('unavailable', 'The member was not stored.')
      return reply.code(201).send(presentMember(member))
    },
  )

  app.delete(
    '/members/:id',
    {
      schema: {
        tags,
        summary: 'Remove a member; the owner stays',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      if (!(await deleteMember(store.db, principal.workspaceId, request.params.id)))
        throw new Refusal('not_found', 'There is no such member, or it is the owner.')
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/tokens',
    { schema: { tags, summary: 'API tokens', response: { 200: z.object({ items: z.array(ApiToken) }) } } },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const tokens = await listTokens(store, principal.workspaceId)
      return {
        items: tokens.map((t) => ({
          id: t.id,
          name: t.name,
          hint: t.hint,
          createdAt: t.created_at.toISOString(),
          lastUsedAt: t.last_used_at?.toISOString() ?? null,
        })),
      }
    },
  )

  app.post(
    '/tokens',
    {
      schema: {
        tags,
        summary: 'Make a token; it is shown this once',
        body: z.object({ name: z.string().trim().min(1).max(80) }),
        response: { 201: ApiToken.extend({ token: z.string() }).meta({ id: 'NewApiToken' }) },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { token, hash, hint } = makeToken(principal.workspaceId)
      const id = flow.ids.next('tok')
      await insertToken(store.db, {
        workspace_id: principal.workspaceId,
        id,
        name: request.body.name,
        hash,
        hint,
      })
      return reply.code(201).send({
        id,
        name: request.body.name,
        hint,
        token,
        createdAt: flow.clock.now().toISOString(),
        lastUsedAt: null,
      })
    },
  )

  app.delete(
    '/tokens/:id',
    { schema: { tags, summary: 'Revoke a token', params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      if (!(await deleteToken(store.db, principal.workspaceId, request.params.id)))
        throw new Refusal('not_found', 'There is no such token.')
      return reply.code(204).send(null)
    },
  )
}

/** Makes a user who signs in with a password. Refuses an address that is taken. */
export async function createUser(
  http: Pick<Http, 'store' | 'flow'>,
  user: { name: string; email: string; password: string },
): Promise<string> {
  const betterAuth = await loadAuth({
    store: http.store,
    secret: http.flow.secret,
    publicUrl: http.flow.publicUrl,
  })
  try {
    const made = await betterAuth.api.signUpEmail({ body: { ...user, email: user.email.toLowerCase() } })
    return made.user.id
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The account could not be made.'
    if (/exist/i.test(message))
      throw new Refusal('conflict', 'Somebody signs in with this mail address already.')
    throw new Refusal('invalid_input', message)
  }
}
