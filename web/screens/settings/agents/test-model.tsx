// "Test this model": one tiny call, and in words what came of it.
import { CircleCheck, CircleX, PlugZap } from 'lucide-react'
import { useState } from 'react'
import type { AgentModel } from '#domain/agent.ts'
import { sayMicros } from '#domain/model-price.ts'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import type { ModelTest } from '#wire/api/agents.ts'

export function TestModel({ model, apiKey }: { model: AgentModel; apiKey?: string }) {
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<(Pick<ModelTest, 'ok' | 'detail'> & Partial<ModelTest>) | null>(null)
  const test = async (): Promise<void> => {
    setBusy(true)
    setResult(null)
    try {
      setResult(await post<ModelTest>('/models/test', { model, ...(apiKey ? { key: apiKey } : {}) }))
    } catch (error) {
      setResult({ ok: false, detail: explainBriefly(error) })
    } finally {
      setBusy(false)
    }
  }
  const Icon = result?.ok ? CircleCheck : CircleX
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button busy={busy} onClick={() => void test()} icon={<PlugZap size={15} aria-hidden="true" />}>
        Test this model
      </Button>
      <p
        role="status"
        className={cx('min-w-0 flex-1 basis-60 text-sm', result?.ok ? 'text-ink-2' : 'text-danger-ink')}
      >
        {result && (
          <span className="flex items-start gap-1.5">
            <Icon
              size={15}
              className={cx('mt-0.5 shrink-0', result.ok && 'text-accent-ink')}
              aria-hidden="true"
            />
            <span className="wrap-anywhere">
              {result.detail}
              {result.ok && result.ms !== undefined && (
                <span className="text-ink-3">
                  {' '}
                  · {(result.ms / 1000).toFixed(1)} s
                  {typeof result.costMicros === 'number' && ` · ${sayMicros(result.costMicros)}`}
                </span>
              )}
            </span>
          </span>
        )}
      </p>
    </div>
  )
}
