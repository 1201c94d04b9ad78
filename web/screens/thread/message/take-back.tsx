// Takes back what we wrote, where the channel can. Asks first: for the public it is gone.
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useChannels } from '#web/store/settings.ts'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Message } from '#wire/api/messages.ts'

const THERE = new Set<Message['status']>(['sent', 'delivered', 'read'])

export function TakeBack({ message }: { message: Message }) {
  const [asking, setAsking] = useState(false)
  const can = useChannels().data?.some(
    ({ capabilities }) => capabilities.channel === message.channel && capabilities.withdraw,
  )
  if (!can || !THERE.has(message.status)) return null
  const run = async (): Promise<boolean> => {
    try {
      await post(`/messages/${message.id}/withdraw`)
      toast.ok('Taken back')
      return true
    } catch (error) {
      toast.fail(explainBriefly(error))
      return false
    }
  }
  return (
    <>
      <button
        type="button"
        onClick={() => setAsking(true)}
        className="inline-flex h-6 items-center gap-1 rounded-xs px-1.5 font-semibold text-ink-2 underline-offset-2 hover:underline"
      >
        <Undo2 size={12} aria-hidden="true" />
        Take back
      </button>
      {asking && (
        <Confirm
          open
          onClose={() => setAsking(false)}
          title="Take this back?"
          verb="Take back"
          onConfirm={run}
        >
          It disappears where the customer and everybody else could see it. Here it stays, marked.
        </Confirm>
      )}
    </>
  )
}
