// Who you are. The three customers, and whoever else the business has written to.
import { ChevronsUpDown } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { navigate } from '#web/router/location.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Menu, MenuChoice } from '#web/ui/overlay/menu.tsx'
import { listTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { SimulatorApp, SimulatorDevice } from '#wire/simulator.ts'
import { addressIn, placePath } from './apps.ts'

type Props = { devices: SimulatorDevice[]; chosen: SimulatorDevice; app: SimulatorApp }

const isNamed = (device: SimulatorDevice): boolean =>
  device.builtIn || (device.name !== device.phone?.display && device.name !== device.email)

export function Customers({ devices, chosen, app, className }: Props & { className?: string }) {
  const now = useNow()
  return (
    <nav aria-label="Customers" className={cx('scroll-quiet overflow-y-auto px-2 py-3', className)}>
      <h2 className="px-2 pb-1.5 text-xs font-semibold text-ink-3">You are</h2>
      {devices.map((device) => (
        <Link
          key={device.id}
          href={placePath({ device: device.id, app })}
          replace
          aria-current={device.id === chosen.id ? 'true' : undefined}
          className={cx(
            'focus-inset flex items-center gap-2.5 rounded-md px-2 py-2',
            device.id === chosen.id ? 'bg-selected' : 'hover:bg-hover',
          )}
        >
          <Avatar id={device.id} name={isNamed(device) ? device.name : null} size={34} />
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline gap-2">
              <span className="truncate font-semibold text-ink">{device.name}</span>
              {device.lastAt && (
                <time dateTime={device.lastAt} className="ms-auto shrink-0 text-xs text-ink-3">
                  {listTime(device.lastAt, now)}
                </time>
              )}
            </span>
            <span className="block truncate text-xs text-ink-3">{addressIn(device, app)}</span>
          </span>
        </Link>
      ))}
    </nav>
  )
}

/** The same choice where there is no room for a list. */
export function CustomerMenu({ devices, chosen, app, className }: Props & { className?: string }) {
  return (
    <Menu
      label="Customers"
      trigger={
        <button type="button" className={buttonClass('secondary', 'md', cx('max-w-56', className))}>
          <Avatar id={chosen.id} name={isNamed(chosen) ? chosen.name : null} size={22} />
          <span className="truncate">{chosen.name}</span>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label="You are"
        value={chosen.id}
        onChange={(device) => navigate(placePath({ device, app }), { replace: true })}
        options={devices.map((device) => ({
          value: device.id,
          label: device.name,
          note: addressIn(device, app),
          icon: <Avatar id={device.id} name={isNamed(device) ? device.name : null} size={26} />,
        }))}
      />
    </Menu>
  )
}
