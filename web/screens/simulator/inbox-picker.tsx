import { ChevronsUpDown } from 'lucide-react'
import { Menu, MenuChoice } from '#web/ui/overlay/menu.tsx'
import type { SimulatorInbox } from '#wire/simulator.ts'

type Props = { choices: SimulatorInbox[]; chosen: SimulatorInbox; onChoose: (id: string) => void }

/** Which address of the business is written to, where it has several of a kind. */
export function InboxPicker({ choices, chosen, onChoose }: Props) {
  if (choices.length < 2) return null
  return (
    <Menu
      label="Inboxes"
      trigger={
        <button
          type="button"
          aria-label={`Write to another inbox. Now: ${chosen.name}`}
          title="Write to another inbox"
          className="flex size-8 shrink-0 items-center justify-center rounded-md hover:opacity-75"
        >
          <ChevronsUpDown size={16} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label="Write to"
        value={chosen.id}
        onChange={onChoose}
        options={choices.map((one) => ({ value: one.id, label: one.name, note: one.display }))}
      />
    </Menu>
  )
}
