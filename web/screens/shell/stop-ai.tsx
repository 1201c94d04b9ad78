// The one button that stops the AI, wherever it is needed. It asks once, because customers will hear nothing then.
import { useState } from 'react'
import { stopAi } from '#web/store/autonomy.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { TextField } from '#web/ui/field.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { toast } from '#web/ui/toast.ts'

export default function StopAiDialog({ onClose }: { onClose: () => void }) {
  const [why, setWhy] = useState('')
  const stop = async (): Promise<boolean> => {
    try {
      const { canceled, drafts } = await stopAi(why)
      const dropped = [
        canceled > 0 && `${canceled} ${canceled === 1 ? 'message' : 'messages'} taken back`,
        drafts > 0 && `${drafts} ${drafts === 1 ? 'draft' : 'drafts'} closed`,
      ].filter(Boolean)
      toast.ok('The AI is stopped', dropped.length > 0 ? { description: dropped.join(', ') } : undefined)
      return true
    } catch (error) {
      toast.fail(explainBriefly(error))
      return false
    }
  }
  return (
    <Confirm open onClose={onClose} title="Stop the AI now?" verb="Stop the AI" onConfirm={stop}>
      <p>
        It answers nobody, on no channel, until an owner or admin switches it on again. What it has written
        and not sent yet is taken back; drafts that wait for approval are closed. What people write still
        leaves.
      </p>
      <TextField
        className="mt-4"
        label="Why?"
        optional
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        placeholder="It quotes last year’s prices"
      />
    </Confirm>
  )
}
