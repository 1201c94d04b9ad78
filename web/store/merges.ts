// One person, several contacts: who may be the same, merging, taking it back, and adding an address.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AddressKind } from '#domain/channel.ts'
import type { Contact } from '#wire/api/contacts.ts'
import type { DuplicateList, MergeBody, Merged, MergePreview } from '#wire/api/merges.ts'
import { get, post } from './api.ts'
import { client } from './client.ts'
import { explainBriefly } from './explain.ts'
import { keys } from './keys.ts'

export type Choices = MergeBody['choices']

/** What people call a contact without a name. */
export function contactName({ name, addresses }: Pick<Contact, 'name' | 'addresses'>): string {
  return name ?? addresses.find((a) => a.kind !== 'visitor')?.display ?? 'Web chat visitor'
}

export function useDuplicates() {
  return useQuery({
    queryKey: keys.duplicates,
    queryFn: ({ signal }) => get<DuplicateList>('/contacts/duplicates', undefined, signal),
    staleTime: 60_000,
  })
}

/** What the merge would make; asked again at every choice, while the last answer stays in sight. */
export function useMergePreview(intoId: string, fromId: string | null, choices: Choices) {
  return useQuery({
    queryKey: [...keys.contacts, 'preview', intoId, fromId, choices],
    queryFn: () => post<MergePreview>(`/contacts/${intoId}/merge/preview`, { fromId, choices }),
    enabled: fromId !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Whatever shows a contact may show another one now. */
function refresh(): void {
  for (const queryKey of [keys.contacts, keys.lists, keys.appointments, ['conversation']])
    void client.invalidateQueries({ queryKey })
}

export async function mergeContacts(intoId: string, fromId: string, choices: Choices): Promise<Merged> {
  const merged = await post<Merged>(`/contacts/${intoId}/merge`, { fromId, choices })
  refresh()
  return merged
}

/** Takes a merge back; the reason in words where that cannot be, null when it is done. */
export async function undoMerge(mergeId: string): Promise<string | null> {
  try {
    await post(`/merges/${mergeId}/undo`)
    refresh()
    return null
  } catch (error) {
    return explainBriefly(error)
  }
}

export async function sayNotSame(contactId: string, otherId: string): Promise<void> {
  await post(`/contacts/${contactId}/not-same`, { otherId })
  void client.invalidateQueries({ queryKey: keys.contacts })
}

export async function addAddress(contactId: string, kind: AddressKind, value: string): Promise<Contact> {
  const contact = await post<Contact>(`/contacts/${contactId}/addresses`, { kind, value })
  void client.invalidateQueries({ queryKey: keys.contacts })
  await client.invalidateQueries({ queryKey: ['conversation'] })
  return contact
}
