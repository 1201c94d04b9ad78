// What a customer can do to a message on their phone: react, edit, take back. A menu beside the bubble.
import { Pencil, SmilePlus, Undo2, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { TextArea } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Menu, MenuItem, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { toast } from '#web/ui/toast.ts'
import type { SimulatorDevice, SimulatorGestureBody, SimulatorInbox, SimulatorText } from '#wire/simulator.ts'
import { gesture } from './data.ts'
import { COPIES, type HowToSend } from './use-send.ts'
import { sayAnswers } from './words.ts'

type Props = { device: SimulatorDevice; inbox: SimulatorInbox; how: HowToSend; text: SimulatorText }

/** Those that every network takes. */
const EMOJI = [
  { emoji: '👍', name: 'Thumbs up' },
  { emoji: '❤️', name: 'Heart' },
  { emoji: '🔥', name: 'Fire' },
  { emoji: '👏', name: 'Applause' },
  { emoji: '🙏', name: 'Thank you' },
]

/** Does it, in the way that everything is sent now; says what the business's door said where that was a no. */
export async function doGesture(
  { device, how }: Pick<Props, 'device' | 'how'>,
  body: SimulatorGestureBody,
): Promise<boolean> {
  const done = await gesture(device.id, {
    copies: how.duplicates ? COPIES : 1,
    signature: how.forged ? 'wrong' : 'right',
    ...body,
  })
  const said = done && sayAnswers(done.answers)
  if (said?.bad) toast.fail(`${said.text}${said.detail ? `: ${said.detail}` : ''}`)
  return done !== undefined
}

export function GestureMenu({ device, inbox, how, text }: Props) {
  const [editing, setEditing] = useState(false)
  const own = text.from === 'customer'
  const can = (what: SimulatorInbox['gestures'][number]): boolean => inbox.gestures.includes(what)
  const canEdit = own && can('edit') && text.files.length === 0
  const canUnsend = own && can('unsend')
  if (text.unsent || !(can('reaction') || canEdit || canUnsend)) return null
  const run = (body: SimulatorGestureBody) => void doGesture({ device, how }, body)
  const current = text.reactions.customer
  return (
    <>
      <Menu
        align={own ? 'end' : 'start'}
        label="What to do with this message"
        trigger={
          <button type="button" className="sim-more" aria-label="What to do with this message">
            <SmilePlus size={15} aria-hidden="true" />
          </button>
        }
      >
        {can('reaction') &&
          EMOJI.map(({ emoji, name }) => (
            <MenuItem
              key={emoji}
              icon={<span aria-hidden="true">{emoji}</span>}
              onClick={() => run({ what: 'reaction', itemId: text.id, emoji })}
            >
              {name}
            </MenuItem>
          ))}
        {can('reaction') && current && (
          <MenuItem
            icon={<X size={16} aria-hidden="true" />}
            onClick={() => run({ what: 'reaction', itemId: text.id, emoji: null })}
          >
            Take the reaction back
          </MenuItem>
        )}
        {(canEdit || canUnsend) && can('reaction') && <MenuSeparator />}
        {canEdit && (
          <MenuItem icon={<Pencil size={16} aria-hidden="true" />} onClick={() => setEditing(true)}>
            Edit
          </MenuItem>
        )}
        {canUnsend && (
          <MenuItem
            icon={<Undo2 size={16} aria-hidden="true" />}
            onClick={() => run({ what: 'unsend', itemId: text.id })}
          >
            Take it back
          </MenuItem>
        )}
      </Menu>
      {editing && (
        <EditDialog
          text={text.text}
          onClose={() => setEditing(false)}
          onSave={async (words) => {
            if (await doGesture({ device, how }, { what: 'edit', itemId: text.id, text: words }))
              setEditing(false)
          }}
        />
      )}
    </>
  )
}

type EditProps = { text: string; onClose: () => void; onSave: (words: string) => Promise<void> }

function EditDialog({ text, onClose, onSave }: EditProps) {
  const [words, setWords] = useState(text)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    await onSave(words)
    setBusy(false)
  }
  return (
    <Dialog open onClose={onClose} title="Edit the message" width="sm">
      <form onSubmit={(event) => void submit(event)} className="contents">
        <DialogBody>
          <TextArea
            label="Text"
            value={words}
            maxLength={1600}
            autoFocus
            onChange={(event) => setWords(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" look="primary" busy={busy} disabled={words.trim() === '' || words === text}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
