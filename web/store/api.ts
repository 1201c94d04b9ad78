// The one door to the server. Answers are typed by wire/; a refusal arrives as an ApiError that carries the
// server's own words (RFC 9457), a dead network as one that says so.
import type { Problem } from '#wire/api/common.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Query = Record<string, string | number | boolean | null | undefined>
type RequestOptions = {
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export class ApiError extends Error {
  /** 0 where the server was not reached at all. */
  readonly status: number
  readonly problem: Problem | null
  constructor(status: number, problem: Problem | null) {
    super(
      problem?.detail || problem?.title || (status === 0 ? 'The server cannot be reached' : `HTTP ${status}`),
    )
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
  }
  get code(): string {
    return this.problem?.code ?? (this.status === 0 ? 'network' : 'unknown')
  }
}

const WORKSPACE_KEY = 'frontdesk.workspace'
let workspace: string | null = readStored()
let unauthenticated: () => void = () => {}

function readStored(): string | null {
  try {
    return localStorage.getItem(WORKSPACE_KEY)
  } catch {
    return null
  }
}

/** The workspace that every request names; null lets the server choose the member's first. */
export function currentWorkspace(): string | null {
  return workspace
}
export function chooseWorkspace(id: string | null): void {
  workspace = id
  try {
    if (id) localStorage.setItem(WORKSPACE_KEY, id)
    else localStorage.removeItem(WORKSPACE_KEY)
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}
/** Called when the server says that the session has ended. */
export function onUnauthenticated(listener: () => void): void {
  unauthenticated = listener
}

export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const tail = search.toString()
  return `${path.startsWith('/api/') ? path : `/api/v1${path}`}${tail ? `?${tail}` : ''}`
}

export function workspaceHeaders(): Record<string, string> {
  return workspace ? { 'Frontdesk-Workspace': workspace } : {}
}

/** Resolves with the answer's body (undefined for 204); rejects with an ApiError, or with an abort. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...workspaceHeaders(),
    ...options.headers,
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (options.signal) init.signal = options.signal
  if (options.body instanceof FormData) init.body = options.body
  else if (options.body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(options.body)
  }
  let response: Response
  try {
    response = await fetch(apiUrl(path, options.query), init)
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, null)
  }
  if (!response.ok) {
    const error = new ApiError(response.status, await readProblem(response))
    if (response.status === 401 && path !== '/me') unauthenticated()
    throw error
  }
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

async function readProblem(response: Response): Promise<Problem | null> {
  try {
    const body: unknown = await response.json()
    if (typeof body !== 'object' || body === null) return null
    if ('code' in body && 'title' in body) return body as Problem
    // The sign-in routes answer with { code, message }.
    if ('message' in body)
      return {
        type: 'about:blank',
        title: String(body.message),
        detail: String(body.message),
        status: response.status,
        code: 'code' in body ? String(body.code) : 'unknown',
      }
    return null
  } catch {
    return null
  }
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  request<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) })
export const post = <T>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<T> =>
  request<T>('POST', path, { body, ...(headers && { headers }) })
export const put = <T>(path: string, body: unknown): Promise<T> => request<T>('PUT', path, { body })
export const patch = <T>(path: string, body: unknown): Promise<T> => request<T>('PATCH', path, { body })
export const remove = (path: string): Promise<void> => request<void>('DELETE', path)
