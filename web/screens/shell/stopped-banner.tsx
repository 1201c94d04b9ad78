// While the AI is stopped, everybody sees it everywhere: who did it, when, why, and the way back.
import { OctagonX } from 'lucide-react'
import { useState } from 'react'
import { startAi } from '#web/store/autonomy.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useMember, useWorkspace } from '#web/store/session.ts'
import { Button } from '#web/ui/button.tsx'
import { clockTime, fullTime, shortDate } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'

export default function StoppedBanner() {
  const { settings } = useWorkspace()
  const { role } = useMember()
  const [busy, setBusy] = useState(false)
  const stopped = settings.aiStopped
  if (!stopped) return null
  const start = async (): Promise<void> => {
    setBusy(true)
    try {
      await startAi()
      toast.ok('The AI answers again')
    } catch (error) {
      toast.fail(explainBriefly(error))
    }
    setBusy(false)
  }
  const today = new Date(stopped.at).toDateString() === new Date().toDateString()
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-danger-line bg-danger-soft px-4 py-2 text-sm text-danger-ink"
    >
      <OctagonX size={17} aria-hidden="true" className="shrink-0" />
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-semibold">The AI is stopped.</strong> {stopped.by} stopped it{' '}
        <time dateTime={stopped.at} title={fullTime(stopped.at)}>
          {today ? `at ${clockTime(stopped.at)}` : `on ${shortDate(stopped.at)}, ${clockTime(stopped.at)}`}
        </time>
        {stopped.why ? `: “${stopped.why}”.` : '.'} Customers hear only from people.
      </p>
      {role === 'agent' ? (
        <span className="text-xs">An owner or admin can switch it on again.</span>
      ) : (
        <Button size="sm" busy={busy} onClick={() => void start()}>
          Let it answer again
        </Button>
      )}
    </div>
  )
}
