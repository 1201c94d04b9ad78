// The filters that are on, each with a way out.
import { X } from 'lucide-react'
import { navigate, useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import type { InboxSearch } from '#web/store/filters.ts'
import { intentNames, moodNames, urgencyNames } from '#web/store/intent-names.ts'
import { useListenable } from '#web/store/listenable.ts'
import { openConversation } from '#web/store/live/open-conversation.ts'
import { useReviewSettings } from '#web/store/review-settings.ts'
import { channelLabel } from '#web/ui/channel-mark.tsx'
import { handlerNames, scoreNames, sortNames, statusNames, temperatureWords } from './filter-names.ts'

export function ListFilters() {
  const search = useInboxSearch()
  const openId = useListenable(openConversation)
  const stages = useReviewSettings().stages
  const chips: { name: Exclude<keyof InboxSearch, 'view' | 'q' | 'at' | 'show'>; text: string }[] = []
  if (search.channel) chips.push({ name: 'channel', text: channelLabel(search.channel) })
  if (search.status && search.view !== 'escalated')
    chips.push({ name: 'status', text: statusNames[search.status] })
  if (search.handler)
    chips.push({ name: 'handler', text: `Answered by ${handlerNames[search.handler].toLowerCase()}` })
  if (search.urgency) chips.push({ name: 'urgency', text: urgencyNames[search.urgency] })
  if (search.mood) chips.push({ name: 'mood', text: moodNames[search.mood] })
  if (search.intent) chips.push({ name: 'intent', text: intentNames[search.intent] })
  const { stage } = search
  if (stage) chips.push({ name: 'stage', text: stages.find((s) => s.id === stage)?.name ?? stage })
  if (search.temperature) chips.push({ name: 'temperature', text: temperatureWords[search.temperature] })
  if (search.score) chips.push({ name: 'score', text: scoreNames[search.score] })
  if (search.sort) chips.push({ name: 'sort', text: sortNames[search.sort] })
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters that are on" className="flex flex-wrap gap-1.5 px-3 pb-2">
      {chips.map(({ name, text }) => (
        <li key={name}>
          <button
            type="button"
            aria-label={`Remove the filter ${text}`}
            onClick={() => navigate(inboxPath(openId, { ...search, [name]: undefined }))}
            className="inline-flex h-6.5 items-center gap-1 rounded-full bg-accent-soft ps-2.5 pe-1.5 text-sm font-medium text-accent-ink hover:bg-accent-line"
          >
            {text}
            <X size={13} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}
