// Who asks: a signed-in member by cookie (better-auth), or a program by bearer token. Both end in one principal that
// names the workspace; every handler passes it on, and nothing else says which workspace is meant.
import type { FastifyRequest } from 'fastify'
import type { Reader } from '#db/conversation-list.ts'
import { findMemberships, findToken, type MemberRecord } from '#db/members.ts'
import type { Store } from '#db/pool.ts'
import { findFirstWorkspace } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import type { Actor } from '#flow/axes.ts'
import { constantTimeEqual, sha256 } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import { loadAuth } from './better-auth.ts'

export type Role = 'owner' | 'admin' | 'agent' | 'token'
export type Principal = {
  workspaceId: string
  role: Role
  actor: Actor
  reader: Reader
  member: MemberRecord | null
}

export type AuthDeps = { store: Store; secret: string; publicUrl(): string; apiToken: string | null }
export type Auth = {
  /** The principal of a request, or a refusal `unauthenticated`. */
  require(request: FastifyRequest): Promise<Principal>
  find(request: FastifyRequest): Promise<Principal | null>
  memberships(request: FastifyRequest): Promise<MemberRecord[]>
}

/** A token names its workspace, so that its lookup stays inside it: `fd_<workspace>_<secret>`. */
export function makeToken(workspaceId: string): { token: string; hash: string; hint: string } {
  const token = `fd_${workspaceId.slice('ws_'.length)}_${randomText(43)}`
  return { token, hash: sha256(token), hint: `${token.slice(0, 17)}…` }
}

const TOKEN_TTL_MS = 5_000
const EPOCH = new Date(0)

export function createAuth(deps: AuthDeps): Auth {
  const known = new Map<string, { until: number; principal: Promise<Principal | null> }>()

  /** Tokens are looked up at most every few seconds: a revoked one stops within that time. */
  const byToken = (token: string) => {
    const hash = sha256(token)
    const cached = known.get(hash)
    if (cached && cached.until > Date.now()) return cached.principal
    if (known.size > 5_000) known.clear()
    const principal = lookUp(token, hash)
    known.set(hash, { until: Date.now() + TOKEN_TTL_MS, principal })
    principal.catch(() => known.delete(hash))
    return principal
  }
  const lookUp = async (token: string, hash: string): Promise<Principal | null> => {
    if (deps.apiToken !== null && constantTimeEqual(token, deps.apiToken)) {
      const workspace = await findFirstWorkspace(deps.store)
      return workspace && tokenPrincipal(workspace.id, 'tok_environment', 'API')
    }
    const workspace = /^fd_([0-9A-Za-z]+)_[0-9A-Za-z]+$/.exec(token)?.[1]
    const row = workspace ? await findToken(deps.store, `ws_${workspace}`, hash) : null
    return row && tokenPrincipal(row.workspace_id, row.id, row.name)
  }

  const memberships = async (request: FastifyRequest): Promise<MemberRecord[]> => {
    if (!request.headers.cookie) return []
    const auth = await loadAuth(deps)
    const session = await auth.api.getSession({ headers: toHeaders(request) })
    return session ? findMemberships(deps.store, session.user.id) : []
  }

  const find = async (request: FastifyRequest): Promise<Principal | null> => {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) return byToken(bearer.trim())
    refuseCrossSite(request, deps.publicUrl())
    const own = await memberships(request)
    const wanted =
      request.headers['frontdesk-workspace'] ??
      (request.query as { workspace?: string } | undefined)?.workspace
    const member = wanted ? own.find((m) => m.workspace_id === wanted) : own[0]
    if (!member) return null
    return {
      workspaceId: member.workspace_id,
      role: member.role,
      actor: { kind: 'member', id: member.id, name: member.name },
      reader: { id: member.id, baseline: member.read_baseline },
      member,
    }
  }
  return {
    find,
    memberships,
    async require(request) {
      const principal = await find(request)
      if (!principal)
        throw new Refusal(
          'unauthenticated',
          'Sign in, or send `Authorization: Bearer <token>` with a token from the settings.',
        )
      return principal
    },
  }
}

function tokenPrincipal(workspaceId: string, id: string, name: string): Principal {
  return {
    workspaceId,
    role: 'token',
    actor: { kind: 'api', id, name },
    reader: { id, baseline: EPOCH },
    member: null,
  }
}

/** Cookies are sent along by browsers whoever asks: unsafe requests must come from our own pages. */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' && request.headers.upgrade !== 'websocket') return
  if (request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin, host } = request.headers
  if (site === undefined && origin === undefined) return
  // Browsers that send no Sec-Fetch-Site send Origin; WebSockets send Origin always.
  if (origin && (origin === publicUrl || new URL(origin).host === host)) return
  throw new Refusal('forbidden', 'This request came from another web site.')
}

export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
  return headers
}

/** Refuses members whose role may not change settings. Tokens may: they were made by an owner. */
export function requireAdmin(principal: Principal): void {
  if (principal.role === 'agent')
    throw new Refusal('forbidden', 'Ask an owner or an admin of this workspace to do this.')
}
