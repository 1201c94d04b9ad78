// By which way the reply goes. Ways that are shut say why.
import { ChevronDown } from 'lucide-react'
import { routeKey } from '#web/store/writing/drafts.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { Menu, MenuChoice } from '#web/ui/overlay/menu.tsx'
import type { ReplyRoute } from '#wire/api/conversations.ts'

type Props = { routes: ReplyRoute[]; route: ReplyRoute | null; onChange: (route: ReplyRoute) => void }

export function RoutePicker({ routes, route, onChange }: Props) {
  if (!route) return null
  return (
    <Menu
      side="top"
      align="start"
      label="Reply by"
      trigger={
        <button
          type="button"
          className={buttonClass('ghost', 'sm', 'min-w-0 max-w-64 shrink! px-2! data-popup-open:bg-hover')}
        >
          <ChannelMark kind={route.channel} size={16} />
          <span className="truncate">
            <span className="sr-only">Reply by </span>
            {route.label} <span className="hidden font-normal text-ink-3 pane:inline">{route.address}</span>
          </span>
          <ChevronDown size={14} className="shrink-0 text-ink-3" aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label="Reply by"
        value={routeKey(route)}
        options={routes.map((each) => ({
          value: routeKey(each),
          label: `${each.label} to ${each.address}`,
          icon: <ChannelMark kind={each.channel} size={18} />,
          note: each.usable ? `From ${each.inboxName}` : each.why,
          disabled: !each.usable,
        }))}
        onChange={(key) => {
          const next = routes.find((each) => routeKey(each) === key)
          if (next) onChange(next)
        }}
      />
    </Menu>
  )
}
