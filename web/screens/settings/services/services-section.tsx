import { CalendarCheck, Pencil, Plus, Tag, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useCheckedSave } from '#web/screens/settings/knowledge/check/use-checked-save.tsx'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useWorkspace } from '#web/store/session.ts'
import { useServices } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Empty } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ServiceWire } from '#wire/api/settings.ts'
import { showPrice } from './price.ts'
import { ServiceDialog } from './service-dialog.tsx'

export default function ServicesSection() {
  const services = useServices()
  const { currency } = useWorkspace().profile
  const [editing, setEditing] = useState<ServiceWire | 'new' | null>(null)
  const checked = useCheckedSave()
  const [removing, setRemoving] = useState<ServiceWire | null>(null)
  return (
    <>
      <p className="mb-3 flex justify-end">
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setEditing('new')}>
          Add a service
        </Button>
      </p>
      <Loaded query={services}>
        {(items) =>
          items.length === 0 ? (
            <Empty Icon={Tag} title="No service yet">
              With services the AI tells prices and books appointments.
            </Empty>
          ) : (
            <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
              {items.map((service) => (
                <li key={service.id} className="flex items-center gap-3 px-5 py-3.5">
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-x-2 font-medium">
                      {service.name}
                      {service.sample && <Badge tone="quiet">Sample</Badge>}
                    </p>
                    <p className="flex flex-wrap gap-x-1.5 text-sm text-ink-3">
                      <span>{service.durationMinutes} min</span>·<span>{showPrice(service, currency)}</span>
                      {service.bookable && (
                        <span className="inline-flex items-center gap-1">
                          · <CalendarCheck size={13} aria-hidden="true" /> bookable
                        </span>
                      )}
                    </p>
                  </div>
                  <IconButton label={`Edit ${service.name}`} onClick={() => setEditing(service)}>
                    <Pencil size={16} aria-hidden="true" />
                  </IconButton>
                  <IconButton label={`Remove ${service.name}`} onClick={() => setRemoving(service)}>
                    <Trash2 size={16} aria-hidden="true" />
                  </IconButton>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing && (
        <ServiceDialog service={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(null)}
          title={`Remove ${removing.name}?`}
          verb="Remove"
          onConfirm={() => checked.run({ what: 'service_removed', id: removing.id }, () => drop(removing))}
        >
          The AI no longer names or books it. Appointments that exist stay.
        </Confirm>
      )}
      {checked.dialog}
    </>
  )
}

async function drop(service: ServiceWire): Promise<boolean> {
  try {
    await remove(`/services/${service.id}`)
    await client.invalidateQueries({ queryKey: keys.services })
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}
