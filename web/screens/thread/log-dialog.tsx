// Logs what happened with somebody on a channel where nothing is sent: with a contact, or with a person who is new.
import type { LogRules } from '#domain/channel.ts'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import StartLog from './start-log.tsx'

type Props = {
  inboxId: string
  label: string
  rules: LogRules
  contactId?: string
  onClose: () => void
}

export default function LogDialog({ inboxId, label, rules, contactId, onClose }: Props) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Log ${label}`}
      description="What happened there, for the thread here."
    >
      <DialogBody className="pb-5">
        <StartLog
          contactId={contactId ?? null}
          route={{ inboxId, addressId: null, label }}
          rules={rules}
          onClose={onClose}
        />
      </DialogBody>
    </Dialog>
  )
}
