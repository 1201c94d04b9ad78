// The programs on the customer's side, as a row that scrolls where there is no room for all.
import { useEffect, useRef } from 'react'
import { Link } from '#web/router/link.tsx'
import { cx } from '#web/ui/cx.ts'
import type { SimulatorApp, SimulatorDevice } from '#wire/simulator.ts'
import { apps, placePath } from './apps.ts'

type Props = { device: SimulatorDevice; app: SimulatorApp; available: SimulatorApp[] }

/** So many fit beside each other with their pictures. */
const FEW = 5

export function AppTabs({ device, app, available }: Props) {
  const row = useRef<HTMLDivElement>(null)
  // Words say more than pictures where there is no room for both.
  const few = available.length <= FEW
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>(`[data-app="${app}"]`)
    if (chosen && row.current)
      row.current.scrollLeft = chosen.offsetLeft - (row.current.clientWidth - chosen.offsetWidth) / 2
  }, [app])
  return (
    <nav aria-label="Programs" className="min-w-0">
      <div
        ref={row}
        className="relative flex w-full gap-0.5 overflow-x-auto rounded-lg border border-line bg-sunken p-0.75 [scrollbar-width:none]"
      >
        {available.map((one) => {
          const { label, Icon } = apps[one]
          return (
            <Link
              key={one}
              data-app={one}
              href={placePath({ device: device.id, app: one })}
              replace
              aria-current={one === app ? 'page' : undefined}
              className={cx(
                'focus-inset flex h-8 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-md px-2.5 text-sm pane:px-3',
                one === app
                  ? 'bg-selected font-semibold text-accent-ink'
                  : 'font-medium text-ink-2 hover:bg-hover hover:text-ink',
              )}
            >
              <Icon
                size={15}
                className={cx('hidden shrink-0', few ? 'min-[26rem]:block' : 'min-[100rem]:block')}
                aria-hidden="true"
              />
              {label}
            </Link>
          )
        })}
      </div>
    </nav>
  )
}
