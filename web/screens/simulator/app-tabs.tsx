// The programs on the customer's side. A few stand beside each other with their pictures; many become a dock as on a
// phone, which scrolls where there is no room for all, and fades where more of it lies.
import { useEffect, useRef, useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { cx } from '#web/ui/cx.ts'
import type { SimulatorApp, SimulatorDevice } from '#wire/simulator.ts'
import { apps, placePath } from './apps.ts'

type Props = { device: SimulatorDevice; app: SimulatorApp; available: SimulatorApp[] }

/** So many fit beside each other with their pictures. */
export const FEW = 5

export function AppTabs({ device, app, available }: Props) {
  const row = useRef<HTMLDivElement>(null)
  const few = available.length <= FEW
  const [hidden, setHidden] = useState<Hidden>({ before: false, after: false })
  const look = (): void => {
    const now = hiddenOf(row.current)
    setHidden((known) => (same(known, now) ? known : now))
  }
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>(`[data-app="${app}"]`)
    if (chosen && row.current)
      row.current.scrollLeft = chosen.offsetLeft - (row.current.clientWidth - chosen.offsetWidth) / 2
  }, [app, available.length])
  useEffect(() => {
    if (!row.current) return
    // Told at once, and whenever the room for it changes.
    const observer = new ResizeObserver(look)
    observer.observe(row.current)
    return () => observer.disconnect()
  }, [available.length])
  return (
    <nav aria-label="Programs" className="min-w-0 rounded-lg border border-line bg-sunken">
      <div
        ref={row}
        onScroll={look}
        data-before={hidden.before || undefined}
        data-after={hidden.after || undefined}
        className="sim-dock relative flex w-full gap-0.5 overflow-x-auto p-0.75 [scrollbar-width:none]"
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
                'focus-inset flex flex-1 shrink-0 items-center justify-center whitespace-nowrap rounded-md',
                few
                  ? 'h-8 gap-1.5 px-2.5 text-sm pane:px-3'
                  : 'h-12 flex-col gap-0.5 px-2.5 text-2xs pane:px-1.5',
                one === app
                  ? 'bg-selected font-semibold text-accent-ink'
                  : 'font-medium text-ink-2 hover:bg-hover hover:text-ink',
              )}
            >
              <Icon
                size={few ? 15 : 18}
                className={cx('shrink-0', few && 'hidden min-[26rem]:block')}
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

type Hidden = { before: boolean; after: boolean }

/** On which sides a row goes on out of sight. */
function hiddenOf(row: HTMLElement | null): Hidden {
  if (!row) return { before: false, after: false }
  return { before: row.scrollLeft > 2, after: row.scrollLeft + row.clientWidth < row.scrollWidth - 2 }
}

const same = (a: Hidden, b: Hidden): boolean => a.before === b.before && a.after === b.after
