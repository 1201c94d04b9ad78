// What the business has set up: channels, inboxes, knowledge, services, hours, people, tokens.
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Hours } from '#domain/hours.ts'
import type { BookingRules, StaffWire } from '#wire/api/calendars.ts'
import type {
  ApiToken as ApiTokenSchema,
  ChannelInfo as ChannelInfoSchema,
  Inbox,
  Member,
  QuarantineItem as QuarantineItemSchema,
  ServiceWire,
  Workspace,
} from '#wire/api/settings.ts'
import { get } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

export type ChannelInfo = z.infer<typeof ChannelInfoSchema>
export type ApiToken = z.infer<typeof ApiTokenSchema>
export type QuarantineItem = z.infer<typeof QuarantineItemSchema>

/** A list that the server gives whole. */
function useItems<T>(key: readonly unknown[], path: string, staleTime = 15_000) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: T[] }>(path, undefined, signal),
    select: (data) => data.items,
    staleTime,
  })
}

/** What channels exist changes with the program only. */
export const useChannels = () => useItems<ChannelInfo>(keys.channels, '/channels', Number.POSITIVE_INFINITY)
export const useInboxes = () => useItems<Inbox>(keys.inboxes, '/inboxes')
export const useServices = () => useItems<ServiceWire>(keys.services, '/services')
export const useStaff = () => useItems<StaffWire>(keys.staff, '/staff')
export const useMembers = () => useItems<Member>(keys.members, '/members')
export const useTokens = () => useItems<ApiToken>(keys.tokens, '/tokens')
export const useQuarantine = (inboxId: string) =>
  useItems<QuarantineItem>(keys.quarantine(inboxId), `/inboxes/${inboxId}/quarantine`)

export function useHours() {
  return useQuery({ queryKey: keys.hours, queryFn: ({ signal }) => get<Hours>('/hours', undefined, signal) })
}

export function useBookingRules() {
  return useQuery({
    queryKey: keys.booking,
    queryFn: ({ signal }) => get<BookingRules>('/booking', undefined, signal),
  })
}

/** Reads the workspace again: its name, switches and usage are part of who is here. */
export async function refreshWorkspace(): Promise<void> {
  await client.invalidateQueries({ queryKey: keys.me })
}
export type { Workspace }
