// Who am I, and the first visitor: until this installation has an owner, whoever comes first becomes one.
import { z } from 'zod'
import {
  findMember,
  insertMember,
  listMembers,
  mayBecomeOwner,
  ownerExists,
  setMemberPhone,
} from '#db/members.ts'
import { findFirstWorkspace, findWorkspace } from '#db/workspaces.ts'
import { normaliseAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import { refuseCrossSite, toHeaders } from '#http/auth.ts'
import { loadAuth } from '#http/better-auth.ts'
import type { App, Http } from '#http/context.ts'
import { Me, Member } from '#wire/api/settings.ts'
import { createUser, presentMember } from './members.ts'
import { presentWorkspace } from './workspace.ts'

const SetupBody = z.object({
  name: z.string().trim().min(1).max(80),
  email: z.email('write a mail address').max(200),
  password: z.string().min(10, 'at least 10 characters').max(200),
})

const MePatch = z.object({ phone: z.string().trim().max(40).nullable().optional() })

/** Numbers of test accounts and emulators are no valid ones, yet they ring. */
function readPhone(text: string, country: string | undefined): string | null {
  const bare = text.replace(/[\s().-]/g, '')
  return normaliseAddress('phone', text, country) ?? (/^\+[1-9]\d{6,14}$/.test(bare) ? bare : null)
}

export function meRoutes(app: App, http: Http): void {
  const { store, auth } = http
  const tags = ['session']

  app.get(
    '/me',
    {
      schema: {
        tags,
        summary: 'Who is signed in, and where; also answers the signed-out',
        response: { 200: Me },
      },
    },
    async (request) => {
      const principal = await auth.find(request)
      const memberships = principal?.member ? await auth.memberships(request) : []
      const workspaces = await Promise.all(memberships.map((m) => findWorkspace(store, m.workspace_id)))
      return {
        member: principal?.member ? presentMember(principal.member) : null,
        workspaces: workspaces.flatMap((w, i) =>
          w ? [{ id: w.id, name: w.name, role: memberships[i]?.role ?? 'agent' }] : [],
        ),
        workspace: principal ? await presentWorkspace(http, principal.workspaceId) : null,
        setup: { ownerExists: principal !== null || (await ownerExists(store)) },
      }
    },
  )

  app.patch(
    '/me',
    {
      schema: {
        tags,
        summary: 'What a member says of themselves: the telephone that rings when they call a customer',
        body: MePatch,
        response: { 200: Member },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      const { member, workspaceId } = principal
      if (!member) throw new Refusal('forbidden', 'A token has no telephone. Sign in as a member.')
      const workspace = await findWorkspace(store, workspaceId)
      const { phone } = request.body
      if (phone !== undefined) {
        const exact = phone ? readPhone(phone, workspace?.profile.country) : null
        if (phone && !exact)
          throw new Refusal('invalid_input', 'Write a telephone number, such as +1 212 555 0100.', {
            fields: [{ path: 'phone', message: 'is no telephone number' }],
          })
        await setMemberPhone(store.db, workspaceId, member.id, exact)
      }
      const now = await findMember(store.db, workspaceId, member.id)
      if (!now) throw new Refusal('not_found', 'There is no such member.')
      return presentMember(now)
    },
  )

  app.post(
    '/setup',
    {
      schema: {
        tags,
        summary: 'The first visitor makes the owner account and is signed in',
        body: SetupBody,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      refuseCrossSite(request, http.flow.publicUrl())
      await createOwner(http, request.body)
      const betterAuth = await loadAuth({ store, secret: http.flow.secret, publicUrl: http.flow.publicUrl })
      const signedIn = await betterAuth.api.signInEmail({
        body: { email: request.body.email.toLowerCase(), password: request.body.password },
        headers: toHeaders(request),
        asResponse: true,
      })
      for (const cookie of signedIn.headers.getSetCookie()) reply.header('set-cookie', cookie)
      const workspace = await findFirstWorkspace(store)
      if (!workspace) throw new Refusal('unavailable', 'The workspace is not ready yet.')
      const owner = (await listMembers(store, workspace.id)).find((m) => m.role === 'owner')
      return {
        member: owner ? presentMember(owner) : null,
        workspaces: [{ id: workspace.id, name: workspace.name, role: 'owner' }],
        workspace: await presentWorkspace(http, workspace.id),
        setup: { ownerExists: true },
      }
    },
  )
}

/** Makes the owner of the first workspace; refuses a second one. Two visitors at once: the lock lets one in. */
export async function createOwner(
  http: Pick<Http, 'store' | 'flow'>,
  owner: { name: string; email: string; password: string },
): Promise<void> {
  const { store, flow } = http
  const workspace = await findFirstWorkspace(store)
  if (!workspace) throw new Refusal('unavailable', 'The workspace is not ready yet.')
  if (await ownerExists(store))
    throw new Refusal('already_set_up', 'Sign in with the owner’s account, or ask the owner to add you.')
  const userId = await createUser(http, owner)
  const id = flow.ids.next('mem')
  const made = await store.transaction(async (tx) => {
    if (!(await mayBecomeOwner(tx))) return false
    await insertMember(tx, {
      workspace_id: workspace.id,
      id,
      user_id: userId,
      name: owner.name,
      email: owner.email,
      role: 'owner',
    })
    return true
  })
  if (!made) throw new Refusal('already_set_up', 'Somebody was faster. Sign in with the owner’s account.')
}
