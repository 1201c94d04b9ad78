// The `?` sheet: the table of actions as people read it.
import { keyCap, singleKeys } from '#web/actions/keyboard.ts'
import { actionIds, actions } from '#web/actions/registry.ts'
import { useListenable } from '#web/store/listenable.ts'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const on = useListenable(singleKeys)
  const groups = [...new Set(actionIds.map((id) => actions[id].group))]
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <DialogBody className="pb-5">
        <div className="mb-4 rounded-lg bg-sunken px-4 py-3">
          <Switch
            label="Single-key shortcuts"
            help="Switch them off if you dictate, or press letters by accident."
            checked={on}
            onChange={(next) => singleKeys.set(next)}
          />
        </div>
        {groups.map((group) => (
          <section key={group} className="mb-4">
            <h3 className="mb-1 text-xs font-semibold text-ink-3">{group}</h3>
            <dl>
              {actionIds
                .filter((id) => actions[id].group === group)
                .map((id) => (
                  <div
                    key={id}
                    className="flex items-center justify-between border-b border-line py-1.5 last:border-0"
                  >
                    <dt>{actions[id].label}</dt>
                    <dd className="flex gap-1">
                      {actions[id].keys.map((key) => (
                        <kbd
                          key={key}
                          className="inline-flex h-6 min-w-6 items-center justify-center rounded-xs border border-line-strong bg-surface px-1.5 font-sans text-xs font-medium text-ink-2"
                        >
                          {keyCap(key)}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  )
}
