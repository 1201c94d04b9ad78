import { useState } from 'react'
import { escalate } from '#web/actions/conversation.ts'
import { useMember } from '#web/store/session.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import type { ConversationRow } from '#wire/api/conversations.ts'

export function EscalateDialog({ row, onClose }: { row: ConversationRow; onClose: () => void }) {
  const [note, setNote] = useState('')
  const [tell, setTell] = useState(true)
  const member = useMember()
  return (
    <Dialog
      open
      onClose={onClose}
      title="Escalate this conversation"
      description="Your people are alerted until one of them takes care of it, and the AI stays silent."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void escalate(row, member.name, note, tell)
          onClose()
        }}
      >
        <DialogBody>
          <TextArea
            label="What should they know?"
            optional
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            placeholder="The crown fell out on Friday, she is in pain"
          />
          <div className="mt-4">
            <Switch
              label="Tell the customer"
              help="That one of you will write back, and when. Once, in their language."
              checked={tell}
              onChange={setTell}
            />
          </div>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger">
            Escalate
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
