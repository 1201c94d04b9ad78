// Reviews of conversations, and the tasks that come of promises.
import { useQuery } from '@tanstack/react-query'
import type { ReviewWire, TaskPatch, TaskWire } from '#wire/api/reviews.ts'
import { get, patch, post, put, remove } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

export function useReview(conversationId: string) {
  return useQuery({
    queryKey: keys.review(conversationId),
    queryFn: ({ signal }) => get<ReviewWire>(`/conversations/${conversationId}/review`, undefined, signal),
    staleTime: 30_000,
  })
}

export async function reviewNow(conversationId: string): Promise<void> {
  client.setQueryData(
    keys.review(conversationId),
    await post<ReviewWire>(`/conversations/${conversationId}/review`),
  )
  void client.invalidateQueries({ queryKey: keys.tasks })
}

/** Null: the stage follows the reviews again. */
export async function chooseStage(conversationId: string, stage: string | null): Promise<void> {
  client.setQueryData(
    keys.review(conversationId),
    await put<ReviewWire>(`/conversations/${conversationId}/stage`, { stage }),
  )
}

export type Tasks = { items: TaskWire[]; open: number; due: number }

/** What is open, of everybody or of one contact; with `done`, also what is done. */
export function useTasks(of: { contactId?: string; done?: boolean } = {}) {
  return useQuery({
    queryKey: keys.taskList(of.contactId ?? null, of.done ?? false),
    queryFn: ({ signal }) =>
      get<Tasks>('/tasks', { contactId: of.contactId, ...(of.done && { done: true }) }, signal),
    staleTime: 10_000,
  })
}

async function fresh(): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.tasks }),
    client.invalidateQueries({ queryKey: keys.counts }),
  ])
}

export async function addTask(body: {
  contactId: string
  conversationId?: string
  text: string
  dueAt: string | null
}): Promise<void> {
  await post<TaskWire>('/tasks', body)
  await fresh()
}

/** Shown at once in every list; the server's word follows. */
export async function changeTask(task: TaskWire, change: TaskPatch): Promise<void> {
  const { done, ...rest } = change
  const shown: TaskWire = {
    ...task,
    ...(rest.text !== undefined && { text: rest.text }),
    ...(rest.dueAt !== undefined && { dueAt: rest.dueAt, dueAssumed: false }),
    ...(done !== undefined && { done: done ? { at: new Date().toISOString(), by: null } : null }),
  }
  client.setQueriesData<Tasks>(
    { queryKey: keys.tasks },
    (held) => held && { ...held, items: held.items.map((one) => (one.id === task.id ? shown : one)) },
  )
  try {
    await patch<TaskWire>(`/tasks/${task.id}`, change)
  } finally {
    await fresh()
  }
}

export async function deleteTask(id: string): Promise<void> {
  await remove(`/tasks/${id}`)
  await fresh()
}
