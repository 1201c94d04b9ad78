import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { type QuarantineItem, useQuarantine } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { fileSize } from '#web/ui/file-size.ts'
import { agoLong } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Inbox } from '#wire/api/settings.ts'

/** What came in and could not be read. Kept raw; read again when asked, after an update for instance. */
export function Quarantine({ inbox }: { inbox: Inbox }) {
  const now = useNow()
  const items = useQuarantine(inbox.id).data ?? []
  const [busy, setBusy] = useState<string | null>(null)
  const replay = async (item: QuarantineItem): Promise<void> => {
    setBusy(item.id)
    try {
      await post(`/quarantine/${item.id}/replay`)
      toast.ok('Read again')
    } catch (error) {
      toast.fail(explainBriefly(error))
    }
    setBusy(null)
    await client.invalidateQueries({ queryKey: keys.inboxes })
  }
  return (
    <section aria-label={`Quarantine of ${inbox.name}`} className="border-t border-line pt-4">
      <h4 className="text-sm font-semibold">Quarantine</h4>
      <ul className="mt-2 space-y-2">
        {items.map((item) => (
          <li key={item.id} className="rounded-md border border-line px-3.5 py-2.5">
            <div className="flex items-start gap-3">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{item.reason}</p>
                <p className="text-xs text-ink-3">
                  {agoLong(item.receivedAt, now)} · {fileSize(item.size)}
                </p>
              </div>
              <Button
                size="sm"
                busy={busy === item.id}
                icon={<RotateCw size={14} aria-hidden="true" />}
                onClick={() => void replay(item)}
              >
                Read again
              </Button>
            </div>
            <details className="mt-1 text-sm">
              <summary className="text-ink-3 hover:text-ink">Show the beginning</summary>
              <pre className="scroll-quiet mt-1 max-h-40 overflow-auto rounded-sm bg-sunken p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
                {item.preview}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
