// "Text" and "Email": writes to a contact by any inbox that can reach them, whatever channel the thread began on.
import { lazy, Suspense, useState } from 'react'
import { navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { useContact } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useChannels, useInboxes } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { Message } from '#wire/api/messages.ts'
import { startRoutes } from './start-routes.ts'

const StartLog = lazy(() => import('./start-log.tsx'))

export function StartDialog({
  contactId,
  prefer,
  onClose,
}: {
  contactId: string
  prefer?: string
  onClose: () => void
}) {
  const contact = useContact(contactId).data
  const routes = startRoutes(contact?.addresses ?? [], useInboxes().data ?? [], useChannels().data ?? [])
  const usable = routes.filter((each) => each.usable)
  const [chosen, setChosen] = useState<string | null>(null)
  const route =
    usable.find((r) => r.key === chosen) ?? usable.find((r) => r.addressId === prefer) ?? usable[0]
  const [text, setText] = useState('')
  const [subject, setSubject] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [clientId] = useState(() => crypto.randomUUID())

  const submit = async (): Promise<void> => {
    if (!route?.addressId || !text.trim()) return
    setBusy(true)
    setProblem(null)
    try {
      const message = await post<Message>(
        '/conversations',
        {
          contactId,
          inboxId: route.inboxId,
          addressId: route.addressId,
          text,
          clientId,
          ...(route.subject && subject.trim() && { subject: subject.trim() }),
        },
        { 'Idempotency-Key': clientId },
      )
      void client.invalidateQueries({ queryKey: keys.lists })
      onClose()
      navigate(inboxPath(message.conversationId))
    } catch (error) {
      setProblem(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Write to ${contact?.name ?? 'this contact'}`}
      description="It goes into the conversation that is open on that channel, or begins a new one."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          {contact && usable.length === 0 ? (
            <p className="rounded-md bg-warn-soft px-3 py-2 text-warn-ink">
              No inbox can reach this contact.{' '}
              {routes[0]?.why ?? 'Add a phone number or a mail address first.'}
            </p>
          ) : (
            <SelectField
              label="By"
              value={route?.key ?? ''}
              onChange={(event) => setChosen(event.target.value)}
              options={usable.map((r) => ({
                value: r.key,
                label: r.log
                  ? `${r.label}: log by hand (${r.inboxName})`
                  : `${r.label} to ${r.address} (${r.inboxName})`,
              }))}
            />
          )}
          {route?.why && (
            <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-warn-ink">
              {route.why}
            </p>
          )}
          {route?.log && (
            <Suspense fallback={<div className="h-72" />}>
              <StartLog
                key={route.key}
                contactId={contactId}
                route={route}
                rules={route.log}
                onClose={onClose}
              />
            </Suspense>
          )}
          {route?.subject && (
            <TextField
              label="Subject"
              value={subject}
              maxLength={300}
              onChange={(event) => setSubject(event.target.value)}
            />
          )}
          {!route?.log && (
            <TextArea
              label="Message"
              value={text}
              maxLength={route?.maxLength}
              error={problem}
              dir="auto"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          {!route?.log && (
            <Button type="submit" look="primary" busy={busy} disabled={!route || text.trim() === ''}>
              Send
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
