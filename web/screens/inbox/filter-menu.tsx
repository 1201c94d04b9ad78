import { navigate, useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import type { InboxSearch } from '#web/store/filters.ts'
import { intentNames, moodNames, urgencyNames } from '#web/store/intent-names.ts'
import { useListenable } from '#web/store/listenable.ts'
import { openConversation } from '#web/store/live/open-conversation.ts'
import { useChannels } from '#web/store/settings.ts'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { Menu, MenuChoice, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { FilterButtonFace, filterButtonClass } from './filter-button.tsx'
import { handlerNames, statusNames } from './filter-names.ts'
import { ReviewFilters } from './review-filters.tsx'

const ANY = 'any'
const pressing = { emergency: urgencyNames.emergency, high: urgencyNames.high }

export default function FilterMenu() {
  const search = useInboxSearch()
  const openId = useListenable(openConversation)
  const channels = useChannels().data ?? []
  const kinds = [...new Set(channels.map((c) => c.capabilities.channel))]
  const change = (next: Partial<InboxSearch>): void => navigate(inboxPath(openId, { ...search, ...next }))
  return (
    <Menu
      defaultOpen
      label="Filter conversations"
      trigger={
        <button type="button" className={filterButtonClass}>
          <FilterButtonFace />
        </button>
      }
    >
      <MenuChoice
        label="Channel"
        value={search.channel ?? ANY}
        options={[
          { value: ANY, label: 'All channels' },
          ...kinds.map((kind) => ({
            value: kind,
            label: channelLabel(kind),
            icon: <ChannelMark kind={kind} size={18} />,
          })),
        ]}
        onChange={(value) =>
          change({ channel: value === ANY ? undefined : (value as InboxSearch['channel']) })
        }
      />
      {search.view !== 'escalated' && (
        <>
          <MenuSeparator />
          <MenuChoice
            label="Status"
            value={search.status ?? ANY}
            options={[{ value: ANY, label: 'Any status' }, ...entries(statusNames)]}
            onChange={(value) =>
              change({ status: value === ANY ? undefined : (value as InboxSearch['status']) })
            }
          />
        </>
      )}
      <MenuSeparator />
      <MenuChoice
        label="Who answers"
        value={search.handler ?? ANY}
        options={[{ value: ANY, label: 'Anybody' }, ...entries(handlerNames)]}
        onChange={(value) =>
          change({ handler: value === ANY ? undefined : (value as InboxSearch['handler']) })
        }
      />
      <MenuSeparator />
      <MenuChoice
        label="Urgency"
        value={search.urgency ?? ANY}
        options={[{ value: ANY, label: 'Any urgency' }, ...entries(pressing)]}
        onChange={(value) =>
          change({ urgency: value === ANY ? undefined : (value as InboxSearch['urgency']) })
        }
      />
      <MenuSeparator />
      <MenuChoice
        label="Mood"
        value={search.mood ?? ANY}
        options={[{ value: ANY, label: 'Any mood' }, ...entries(moodNames)]}
        onChange={(value) => change({ mood: value === ANY ? undefined : (value as InboxSearch['mood']) })}
      />
      <MenuSeparator />
      <MenuChoice
        label="What it is about"
        value={search.intent ?? ANY}
        options={[{ value: ANY, label: 'Anything' }, ...entries(intentNames)]}
        onChange={(value) => change({ intent: value === ANY ? undefined : (value as InboxSearch['intent']) })}
      />
      <ReviewFilters search={search} change={change} />
    </Menu>
  )
}

function entries(names: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}
