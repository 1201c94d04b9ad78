// Who is here, and in which workspace.
import { useQuery } from '@tanstack/react-query'
import type { Me, Workspace } from '#wire/api/settings.ts'
import { chooseWorkspace, currentWorkspace, get, post } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

export async function fetchMe(): Promise<Me> {
  const me = await get<Me>('/me')
  // A remembered workspace that the member has left would make every request fail.
  if (me.member && currentWorkspace() && !me.workspaces.some((w) => w.id === currentWorkspace())) {
    chooseWorkspace(null)
    return get<Me>('/me')
  }
  return me
}

export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: fetchMe, staleTime: Number.POSITIVE_INFINITY })
}

/** The signed-in workspace. Screens inside the shell only: there it exists. */
export function useWorkspace(): Workspace {
  const { data } = useMe()
  if (!data?.workspace) throw new Error('useWorkspace outside a signed-in screen')
  return data.workspace
}
export function useMember() {
  const { data } = useMe()
  if (!data?.member) throw new Error('useMember outside a signed-in screen')
  return data.member
}

export async function signIn(body: { email: string; password: string }): Promise<void> {
  await post('/api/auth/sign-in/email', body)
  await client.invalidateQueries({ queryKey: keys.me })
}

export async function setUp(body: { name: string; email: string; password: string }): Promise<void> {
  client.setQueryData(keys.me, await post<Me>('/setup', body))
}

/** Ends the session and forgets everything that was read in it. */
export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out')
  location.assign('/')
}

/** Goes to another workspace. A fresh page is the surest way to take nothing of the old one along. */
export function switchWorkspace(id: string): void {
  chooseWorkspace(id)
  location.assign('/inbox')
}
