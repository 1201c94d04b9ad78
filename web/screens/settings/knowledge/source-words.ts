// What the list says about a source, in words.
import { FileText, Globe, type LucideIcon, MessageCircleQuestion, NotebookText } from 'lucide-react'
import { agoLong, mediumDate } from '#web/ui/time.ts'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'

type Words = { one: string; many: string; Icon: LucideIcon }
export const kinds: Record<KnowledgeItem['kind'], Words> = {
  faq: { one: 'Question', many: 'Questions', Icon: MessageCircleQuestion },
  document: { one: 'Text', many: 'Texts', Icon: NotebookText },
  file: { one: 'File', many: 'Files', Icon: FileText },
  website: { one: 'Web site', many: 'Web sites', Icon: Globe },
}

/** The name of any kind that a passage or a conflict may have. */
export function kindName(kind: string): string {
  if (kind in kinds) return kinds[kind as KnowledgeItem['kind']].one
  return { service: 'Service', profile: 'Profile', hours: 'Opening hours' }[kind] ?? kind
}

export const standings: Record<number, string> = {
  3: 'Written by hand',
  2: 'Uploaded',
  1: 'From the web',
}

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** How much was read of it and when: the second line of a row. */
export function extentOf(item: KnowledgeItem, now: Date): string {
  const parts: string[] = []
  if (item.kind === 'website' || item.kind === 'file') {
    if (item.pages.read > 1) parts.push(count(item.pages.read, 'page'))
    parts.push(count(item.passages, 'passage'))
  } else if (item.passages > 1) parts.push(count(item.passages, 'passage'))
  if (item.readAt)
    parts.push(
      `${item.kind === 'website' || item.kind === 'file' ? 'read' : 'written'} ${agoLong(item.readAt, now)}`,
    )
  if (item.nextReadAt) parts.push(`again ${mediumDate(item.nextReadAt)}`)
  return parts.join(' · ')
}

/** How far a reading is, 0 to 1; null where nobody can tell. */
export function progressOf(item: KnowledgeItem): number | null {
  if (item.state !== 'reading' || item.kind !== 'website' || item.pages.found === 0) return null
  return item.pages.read / item.pages.found
}
