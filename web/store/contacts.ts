// Customers, and what a person changes about them.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  AddressWire,
  AppointmentWire,
  Contact,
  ContactDetail,
  ContactPatch as ContactPatchSchema,
  Note as NoteSchema,
} from '#wire/api/contacts.ts'
import { get, patch, post } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'
import type { ListPages } from './list-cache.ts'
import { patchRow } from './live/feed.ts'

export type Address = z.infer<typeof AddressWire>
export type Note = z.infer<typeof NoteSchema>
export type ContactPatch = z.infer<typeof ContactPatchSchema>

export function useContact(id: string | null) {
  return useQuery({
    queryKey: keys.contact(id ?? ''),
    queryFn: ({ signal }) => get<ContactDetail>(`/contacts/${id}`, undefined, signal),
    enabled: id !== null,
    staleTime: 60_000,
  })
}

export function useContacts(q: string) {
  return useInfiniteQuery({
    queryKey: keys.contactList(q),
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Contact[]; next: string | null }>(
        '/contacts',
        { q, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (held) => held,
  })
}

/** Changes a contact: shown at once, taken back if the server refuses (the error is the caller's to tell). */
export async function editContact(contact: Contact, change: ContactPatch): Promise<void> {
  const key = keys.contact(contact.id)
  const before = client.getQueryData<ContactDetail>(key)
  const shown = { ...change, temperature: change.temperature ?? undefined }
  if (before)
    client.setQueryData<ContactDetail>(key, {
      ...before,
      ...(Object.fromEntries(
        Object.entries(shown).filter(([, v]) => v !== undefined),
      ) as Partial<ContactDetail>),
    })
  try {
    const fresh = await patch<Contact>(`/contacts/${contact.id}`, change)
    client.setQueryData<ContactDetail>(key, (held) => held && { ...held, ...fresh })
    renameInLists(fresh)
    void client.invalidateQueries({ queryKey: ['contacts', 'list'] })
    // Pausing the AI for a contact changes who answers in every conversation of theirs.
    if (change.reach !== undefined) void client.invalidateQueries({ queryKey: key })
    if (change.aiPaused !== undefined || change.reach !== undefined)
      void client.invalidateQueries({ queryKey: ['conversation'] })
  } catch (error) {
    client.setQueryData(key, before)
    throw error
  }
}

function renameInLists({ id, name, leadStatus, temperature }: Contact): void {
  for (const [, data] of client.getQueriesData<ListPages>({ queryKey: keys.lists }))
    for (const page of data?.pages ?? [])
      for (const row of page.items)
        if (row.contact.id === id)
          patchRow(client, row.id, (held) => ({
            ...held,
            leadStatus,
            temperature,
            contact: { ...held.contact, name },
          }))
}

export async function addNote(contactId: string, body: string): Promise<void> {
  const note = await post<Note>(`/contacts/${contactId}/notes`, { body })
  client.setQueryData<ContactDetail>(
    keys.contact(contactId),
    (held) => held && { ...held, notes: [note, ...held.notes.filter((n) => n.id !== note.id)] },
  )
}

/** Puts down that a customer said yes or no to messages at an address. `text`: what they said, word for word. */
export async function recordConsent(
  contactId: string,
  body: { addressId: string; action: 'opt_out' | 'opt_in'; text?: string; purpose?: 'marketing' },
): Promise<void> {
  client.setQueryData(
    keys.contact(contactId),
    await post<ContactDetail>(`/contacts/${contactId}/consent`, body),
  )
  void client.invalidateQueries({ queryKey: ['conversation'] })
  void client.invalidateQueries({ queryKey: keys.lists })
}

export async function markUsable(contactId: string, addressId: string): Promise<void> {
  const fresh = await post<Contact>(`/contacts/${contactId}/addresses/${addressId}/usable`)
  client.setQueryData<ContactDetail>(keys.contact(contactId), (held) => held && { ...held, ...fresh })
  void client.invalidateQueries({ queryKey: ['conversation'] })
}

export async function cancelAppointment(appointment: AppointmentWire, reason = ''): Promise<void> {
  await post<AppointmentWire>(`/appointments/${appointment.id}/cancel`, reason ? { reason } : {})
  await refreshAppointments(appointment)
}

export async function moveAppointment(
  appointment: AppointmentWire,
  to: { startsAt?: string; staffId?: string | null },
): Promise<void> {
  await post<AppointmentWire>(`/appointments/${appointment.id}/move`, to)
  await refreshAppointments(appointment)
}

async function refreshAppointments(appointment: AppointmentWire): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.appointments }),
    client.invalidateQueries({ queryKey: keys.contact(appointment.contactId) }),
  ])
}
