import { ArrowLeft, Send } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button, IconButton } from '#web/ui/button.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import type { SimulatorDevice, SimulatorInbox, SimulatorMail } from '#wire/simulator.ts'
import { sendMail } from './data.ts'

type Props = {
  device: SimulatorDevice
  inbox: SimulatorInbox
  /** The mail that is answered; null writes a new one. */
  parent: SimulatorMail | null
  copies: number
  /** With the id of the mail that was sent, or null where it was given up. */
  onClose: (sentId: string | null) => void
}

export function MailWriter({ device, inbox, parent, copies, onClose }: Props) {
  const [subject, setSubject] = useState(parent ? reSubject(parent.subject) : '')
  const [text, setText] = useState('')
  const [html, setHtml] = useState(true)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (text.trim() === '') return
    setBusy(true)
    const inboxId = parent?.inboxId ?? inbox.id
    const sent = await sendMail(device.id, {
      inboxId,
      subject,
      text,
      html,
      replyTo: parent?.id ?? null,
      copies,
    })
    setBusy(false)
    if (sent) onClose(sent.id)
  }
  return (
    <form
      className="flex h-full flex-col"
      onSubmit={(event) => void submit(event)}
      aria-label={parent ? 'Answer' : 'New mail'}
    >
      <header className="flex items-center gap-2 border-b border-line px-4 py-2.5">
        <IconButton
          label="Back to the list"
          size="sm"
          className="-ms-1.5 pane:hidden"
          onClick={() => onClose(null)}
        >
          <ArrowLeft size={17} aria-hidden="true" />
        </IconButton>
        <h3 className="flex-1 font-semibold">{parent ? 'Answer' : 'New mail'}</h3>
      </header>
      <div className="scroll-quiet min-h-0 flex-1 space-y-3 overflow-y-auto px-4 py-3">
        <p className="text-sm text-ink-3 wrap-anywhere">
          To <span className="text-ink">{inbox.address}</span>
        </p>
        <TextField
          label="Subject"
          value={subject}
          maxLength={300}
          onChange={(event) => setSubject(event.target.value)}
        />
        <TextArea
          label="Text"
          value={text}
          maxLength={100_000}
          required
          autoFocus
          controlClassName="min-h-44!"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
        <label className="flex w-fit items-center gap-2 text-sm text-ink-2">
          <input
            type="checkbox"
            className="size-4"
            checked={html}
            onChange={(event) => setHtml(event.target.checked)}
          />
          With an HTML version, as mail programs send it
        </label>
        {parent && (
          <p className="text-sm text-ink-3">
            What is answered is quoted below your text, as mail programs do.
          </p>
        )}
      </div>
      <footer className="flex items-center justify-end gap-2 border-t border-line px-4 py-2.5">
        <Button onClick={() => onClose(null)}>Discard</Button>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          disabled={text.trim() === ''}
          icon={<Send size={14} aria-hidden="true" />}
        >
          Send
        </Button>
      </footer>
    </form>
  )
}

function reSubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`
}
