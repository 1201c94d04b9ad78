// Names of everything in the query cache, in one place, so that the live feed finds what the screens asked for.
import type { ListQuery } from './filters.ts'

export const keys = {
  me: ['me'] as const,
  lists: ['conversations', 'list'] as const,
  list: (query: ListQuery) => ['conversations', 'list', query] as const,
  counts: ['conversations', 'counts'] as const,
  search: (q: string) => ['conversations', 'search', q] as const,
  conversation: (id: string) => ['conversation', id] as const,
  thread: (id: string) => ['thread', id] as const,
  turns: (id: string) => ['turns', id] as const,
  marks: (id: string) => ['marks', id] as const,
  contacts: ['contacts'] as const,
  contactList: (q: string) => ['contacts', 'list', q] as const,
  duplicates: ['contacts', 'duplicates'] as const,
  contact: (id: string) => ['contacts', 'one', id] as const,
  channels: ['channels'] as const,
  inboxes: ['inboxes'] as const,
  quarantine: (inboxId: string) => ['inboxes', 'quarantine', inboxId] as const,
  knowledge: ['knowledge'] as const,
  services: ['services'] as const,
  hours: ['hours'] as const,
  workspace: ['workspace'] as const,
  appointments: ['appointments'] as const,
  members: ['members'] as const,
  tokens: ['tokens'] as const,
  checklist: ['checklist'] as const,
}
