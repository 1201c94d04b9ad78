import { Ban, Check, CheckCheck, CircleAlert, Clock3, RotateCw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { explainBriefly } from '#web/store/explain.ts'
import { retryMessage } from '#web/store/thread.ts'
import { cx } from '#web/ui/cx.ts'
import { extra } from '#web/ui/extra.ts'
import { toast } from '#web/ui/toast.ts'
import type { Message } from '#wire/api/messages.ts'
import { describeDelivery } from './delivery.ts'
import { TakeBack } from './take-back.tsx'

const Waiting = extra(() => import('./waiting.tsx'))

const icons: Partial<Record<Message['status'], typeof Check>> = {
  queued: Clock3,
  sending: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  canceled: Ban,
}

/** Under the last bubble of a run, and under every one that has something to explain. */
export function DeliveryNote({ message, end }: { message: Message; end: boolean }) {
  const [busy, setBusy] = useState(false)
  const delivery = describeDelivery(message)
  if (!delivery || (!end && delivery.tone !== 'bad' && !delivery.reason)) return null
  if (
    message.status === 'queued' &&
    message.waitsUntil &&
    message.verdict?.reasons[0]?.code !== 'provider_limit'
  )
    return (
      <Suspense fallback={null}>
        <Waiting message={message} />
      </Suspense>
    )
  const Icon = icons[message.status] ?? Check
  const retry = (): void => {
    setBusy(true)
    retryMessage(message)
      .catch((error: unknown) => toast.fail(explainBriefly(error)))
      .finally(() => setBusy(false))
  }
  return (
    <div
      className={cx(
        'mt-0.5 flex max-w-[min(36rem,86%)] flex-wrap items-center justify-end gap-x-1.5 px-1 text-xs',
        delivery.tone === 'bad'
          ? 'text-danger-ink'
          : delivery.tone === 'good'
            ? 'text-accent-ink'
            : 'text-ink-3',
      )}
    >
      <Icon size={13} aria-hidden="true" />
      <span className="font-medium">{delivery.label}</span>
      {delivery.reason && <span>· {delivery.reason}</span>}
      {delivery.action && <span className="text-ink-3">{delivery.action}</span>}
      {end && <TakeBack message={message} />}
      {delivery.retryable && (
        <button
          type="button"
          disabled={busy}
          onClick={retry}
          className="inline-flex h-6 items-center gap-1 rounded-xs px-1.5 font-semibold underline-offset-2 hover:underline disabled:opacity-60"
        >
          <RotateCw size={12} aria-hidden="true" />
          Retry
        </button>
      )}
    </div>
  )
}
