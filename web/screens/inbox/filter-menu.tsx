import { navigate, useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import type { InboxSearch } from '#web/store/filters.ts'
import { useListenable } from '#web/store/listenable.ts'
import { openConversation } from '#web/store/live/open-conversation.ts'
import { useChannels } from '#web/store/settings.ts'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { Menu, MenuChoice, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { FilterButtonFace, filterButtonClass } from './filter-button.tsx'
import { handlerNames, statusNames } from './filter-names.ts'

const ANY = 'any'

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
    </Menu>
  )
}

function entries(names: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}
