// Where the customer writes: a field, a picture, send.
import { ArrowUp, Droplets, Flame, ImagePlus, Plus, X } from 'lucide-react'
import { type ChangeEvent, type KeyboardEvent, useRef, useState } from 'react'
import { cx } from '#web/ui/cx.ts'
import { Menu, MenuItem, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { toast } from '#web/ui/toast.ts'
import type { PictureChoice, SimulatorApp, SimulatorDevice, SimulatorInbox } from '#wire/simulator.ts'
import { apps } from './apps.ts'
import { readPicture } from './read-picture.ts'
import { type HowToSend, sendTextAs } from './use-send.ts'

type Props = { app: SimulatorApp; device: SimulatorDevice; inbox: SimulatorInbox; how: HowToSend }

export function TextComposer({ app, device, inbox, how }: Props) {
  const [text, setText] = useState('')
  const [picture, setPicture] = useState<PictureChoice | null>(null)
  const [busy, setBusy] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const empty = text.trim() === '' && picture === null

  const send = async (): Promise<void> => {
    if (empty || busy) return
    const draft = { text, picture }
    setText('')
    setPicture(null)
    setBusy(true)
    const sent = await sendTextAs(device, inbox, how, draft)
    setBusy(false)
    // What did not leave comes back into the field, unless something else stands there already.
    if (!sent) {
      setText((now) => now || draft.text)
      setPicture((now) => now ?? draft.picture)
    }
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = event.target.files ?? []
    event.target.value = ''
    if (!file) return
    const read = await readPicture(file)
    if (read) setPicture(read)
    else toast.fail('Choose a file of at most 5 MB.')
  }

  return (
    <form
      className="sim-foot"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {picture && (
        <div className="sim-field mb-1.5 flex w-fit max-w-full items-center gap-2 rounded-full py-0.5 ps-3 pe-1 text-xs">
          <span className="truncate">
            {picture.from === 'album' ? albumWords[picture.name] : picture.name}
          </span>
          <button
            type="button"
            aria-label="Leave the picture out"
            onClick={() => setPicture(null)}
            className="flex size-6 shrink-0 items-center justify-center rounded-full"
          >
            <X size={13} aria-hidden="true" />
          </button>
        </div>
      )}
      <div className="flex items-end gap-2">
        <Menu
          side="top"
          align="start"
          label="Add a picture"
          trigger={
            <button type="button" className="sim-round sim-plus" aria-label="Add a picture">
              <Plus size={19} aria-hidden="true" />
            </button>
          }
        >
          <MenuItem
            icon={<Droplets size={16} aria-hidden="true" />}
            onClick={() => setPicture({ from: 'album', name: 'leak' })}
          >
            {albumWords.leak}
          </MenuItem>
          <MenuItem
            icon={<Flame size={16} aria-hidden="true" />}
            onClick={() => setPicture({ from: 'album', name: 'boiler' })}
          >
            {albumWords.boiler}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<ImagePlus size={16} aria-hidden="true" />} onClick={() => files.current?.click()}>
            Choose a file…
          </MenuItem>
        </Menu>
        <input ref={files} type="file" className="hidden" onChange={(event) => void choose(event)} />
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={1600}
          dir="auto"
          aria-label={`Text as ${device.name}`}
          placeholder={apps[app].hint}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="sim-field focus-inset field-sizing-content max-h-28 min-h-9 min-w-0 flex-1 resize-none rounded-[1.2rem] px-3.5 py-1.75 text-md"
        />
        <button
          type="submit"
          aria-label="Send"
          disabled={empty || busy}
          className={cx('sim-round sim-send', empty && 'sim-idle')}
        >
          <ArrowUp size={18} strokeWidth={2.6} aria-hidden="true" />
        </button>
      </div>
    </form>
  )
}

const albumWords = { leak: 'Photo of a dripping pipe', boiler: 'Photo of the boiler' } as const
