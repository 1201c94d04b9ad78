import { type ReactNode, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from './dialog.tsx'

/** Asks before what cannot be undone, and waits for it. The dialog stays when it fails, with the reason in a toast. */
export function Confirm({
  open,
  onClose,
  title,
  children,
  verb,
  onConfirm,
}: {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  verb: string
  /** Resolves with true when it is done. */
  onConfirm: () => Promise<boolean>
}) {
  const [busy, setBusy] = useState(false)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    const done = await onConfirm()
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} width="sm">
      <DialogBody className="text-ink-2">{children}</DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" busy={busy} onClick={() => void confirm()}>
          {verb}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
