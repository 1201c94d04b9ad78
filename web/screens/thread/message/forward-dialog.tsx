import { useRef, useState } from 'react'
import { AddressList } from '#web/screens/composer/address-list.tsx'
import { isMailAddress } from '#web/screens/composer/mail-addresses.ts'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { type Thread, takeCreated } from '#web/store/thread-cache.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ForwardBody, Message } from '#wire/api/messages.ts'

/** Sends a mail on to somebody else. The customer does not get it, and the AI stays where it is. */
export default function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const [to, setTo] = useState<string[]>([])
  const [cc, setCc] = useState<string[]>([])
  const [text, setText] = useState('')
  const [files, setFiles] = useState(true)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // The same mail pressed again, because its answer was lost, is forwarded once; a changed one is another.
  const attempt = useRef({ mail: '', id: '' })
  const ready = to.length > 0 && [...to, ...cc].every(isMailAddress)
  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const mail = { to, cc, text: text.trim(), files }
      const said = JSON.stringify(mail)
      if (attempt.current.mail !== said) attempt.current = { mail: said, id: crypto.randomUUID() }
      const { id: clientId } = attempt.current
      const body: ForwardBody = { ...mail, clientId }
      const sent = await post<Message>(`/messages/${message.id}/forward`, body, {
        'Idempotency-Key': clientId,
      })
      client.setQueryData<Thread>(
        keys.thread(sent.conversationId),
        (thread) => thread && takeCreated(thread, sent),
      )
      toast.ok('Forwarded')
      onClose()
    } catch (error) {
      setProblem(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Forward this mail"
      description="It leaves from this inbox. The customer does not see it."
    >
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <div className="overflow-hidden rounded-md border border-control bg-raised *:last:border-b-0">
            <AddressList label="To" autoFocus value={to} onChange={setTo} />
            <AddressList label="Cc" value={cc} onChange={setCc} />
          </div>
          <TextArea
            label="Your words"
            optional
            maxLength={20_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {message.attachments.length > 0 && (
            <Switch label="With its files" help={filesOf(message)} checked={files} onChange={setFiles} />
          )}
          {problem && (
            <p role="alert" className="text-danger-ink">
              {problem}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!ready}>
            Forward
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function filesOf({ attachments }: Message): string {
  return attachments.map((file) => file.name).join(', ')
}
