// "Tell Telegram where to deliver": what a person would otherwise do at the provider, on one button.
import { CircleAlert, CircleCheck, Plug } from 'lucide-react'
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import type { ChannelInfo } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import type { ConnectResult, Inbox } from '#wire/api/settings.ts'

type Props = { inbox: Inbox; connect: NonNullable<ChannelInfo['connect']>; className?: string }

export function ConnectProvider({ inbox, connect, className }: Props) {
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<ConnectResult | null>(null)
  const run = async (): Promise<void> => {
    setBusy(true)
    setResult(null)
    try {
      setResult(await post<ConnectResult>(`/inboxes/${inbox.id}/connect`))
    } catch (error) {
      setResult({ ok: false, detail: explainBriefly(error), remedy: null })
    }
    setBusy(false)
  }
  const Icon = result?.ok ? CircleCheck : CircleAlert
  return (
    <div className={className}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button size="sm" busy={busy} icon={<Plug size={15} aria-hidden="true" />} onClick={() => void run()}>
          {connect.label}
        </Button>
        <p className="min-w-0 flex-1 basis-56 text-sm text-ink-3">{connect.help}</p>
      </div>
      <div role="status">
        {result && (
          <p
            className={cx(
              'mt-2.5 flex gap-2 rounded-md px-3 py-2 text-sm wrap-anywhere',
              result.ok ? 'bg-accent-soft text-accent-ink' : 'bg-danger-soft text-danger-ink',
            )}
          >
            <Icon size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
            <span>
              <span className="font-medium">{result.detail}</span> {result.remedy}
            </span>
          </p>
        )}
      </div>
    </div>
  )
}
