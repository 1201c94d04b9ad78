import { CloudOff } from 'lucide-react'
import { useListenable } from '#web/store/listenable.ts'
import { connection } from '#web/store/live/connection.ts'

/** Says so when the server has not been heard for some seconds. Lies over the page: nothing jumps. */
export function ConnectionBanner() {
  const lost = useListenable(connection) === 'lost'
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-2 z-40 flex justify-center px-3">
      {lost && (
        <p className="rise-in flex items-center gap-2 rounded-full bg-ink px-4 py-2 text-sm font-medium text-surface shadow-3">
          <CloudOff size={15} aria-hidden="true" />
          Connection lost. Trying again; nothing you write is lost.
        </p>
      )}
    </div>
  )
}
