import { DoorOpen, Pencil, Plus, Trash2, UserRound, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useServices, useStaff } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Empty } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { StaffWire } from '#wire/api/calendars.ts'
import { StaffDialog } from './staff-dialog.tsx'
import { describeHours, describeServices, nextAway } from './words.ts'

export default function StaffSection() {
  const staff = useStaff()
  const services = useServices().data ?? []
  const [editing, setEditing] = useState<StaffWire | 'new' | null>(null)
  const [removing, setRemoving] = useState<StaffWire | null>(null)
  const add = (
    <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setEditing('new')}>
      Add somebody
    </Button>
  )
  return (
    <>
      <Loaded query={staff}>
        {(items) =>
          items.length === 0 ? (
            <Empty Icon={UsersRound} title="One calendar for everything" action={add}>
              Two customers are never booked at the same time. Add the people or rooms that work side by side,
              and each gets a calendar of their own.
            </Empty>
          ) : (
            <>
              <p className="mb-3 flex justify-end">{add}</p>
              <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
                {items.map((one) => (
                  <Row
                    key={one.id}
                    one={one}
                    services={services}
                    onEdit={() => setEditing(one)}
                    onRemove={() => setRemoving(one)}
                  />
                ))}
              </ul>
              <p className="mt-3 text-sm text-ink-3">
                Customers may wish for one of them. Who has no wish gets whoever is free and has the least
                that day.
              </p>
            </>
          )
        }
      </Loaded>
      {editing && <StaffDialog staff={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(null)}
          title={`Remove ${removing.name}?`}
          verb="Remove"
          onConfirm={() => drop(removing)}
        >
          Nothing more is booked with {removing.name}. Appointments that exist stay as they are; move them to
          somebody else from the list.
        </Confirm>
      )}
    </>
  )
}

type RowProps = {
  one: StaffWire
  services: { id: string; name: string }[]
  onEdit: () => void
  onRemove: () => void
}
function Row({ one, services, onEdit, onRemove }: RowProps) {
  const Icon = one.kind === 'person' ? UserRound : DoorOpen
  const away = nextAway(one.daysOff, new Date().toISOString().slice(0, 10))
  return (
    <li className="flex items-center gap-3 px-5 py-3.5">
      <span className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink">
        <Icon size={17} aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium" dir="auto">
          {one.name}
          {!one.active && <Badge>Not booked now</Badge>}
          {away && <Badge tone="warn">{away}</Badge>}
        </p>
        <p className="text-sm text-ink-3">{describeServices(one.serviceIds, services)}</p>
        <p className="text-sm text-ink-3">{describeHours(one.week)}</p>
      </div>
      <IconButton label={`Edit ${one.name}`} onClick={onEdit}>
        <Pencil size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label={`Remove ${one.name}`} onClick={onRemove}>
        <Trash2 size={16} aria-hidden="true" />
      </IconButton>
    </li>
  )
}

async function drop(one: StaffWire): Promise<boolean> {
  try {
    await remove(`/staff/${one.id}`)
    await client.invalidateQueries({ queryKey: keys.staff })
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}
