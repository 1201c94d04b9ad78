import { CircleAlert, CircleCheck, RotateCw } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Bone, Skeleton } from '#web/ui/states.tsx'
import { agoLong, fullTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Inbox, InboxTest } from '#wire/api/settings.ts'

const titles: Record<InboxTest['steps'][number]['step'], string> = {
  credentials: 'Credentials',
  sender: 'Sender',
  webhook: 'Reachable',
  signature: 'Signature',
  received: 'Message received',
}

type Run = { state: 'running' } | { state: 'done'; test: InboxTest } | { state: 'failed'; words: string }

/** Asks the provider and ourselves, and says what to mend first. */
export default function TestDialog({ inbox, onClose }: { inbox: Inbox; onClose: () => void }) {
  const [run, setRun] = useState<Run>({ state: 'running' })
  const start = useCallback(async (): Promise<void> => {
    setRun({ state: 'running' })
    try {
      setRun({ state: 'done', test: await post<InboxTest>(`/inboxes/${inbox.id}/test`) })
    } catch (error) {
      setRun({ state: 'failed', words: explainBriefly(error) })
    }
    await client.invalidateQueries({ queryKey: keys.inboxes })
  }, [inbox.id])
  useEffect(() => {
    void start()
  }, [start])
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Test ${inbox.name}`}
      description="Nothing is sent and nothing is changed."
    >
      <DialogBody>
        {run.state === 'running' && (
          <Skeleton label="Testing" className="space-y-3">
            <Bone className="h-12 w-full rounded-md" />
            <Bone className="h-12 w-full rounded-md" />
            <Bone className="h-12 w-full rounded-md" />
          </Skeleton>
        )}
        {run.state === 'failed' && (
          <p role="alert" className="rounded-md bg-danger-soft px-3.5 py-2.5 text-danger-ink">
            {run.words}
          </p>
        )}
        {run.state === 'done' && <Steps steps={run.test.steps} />}
      </DialogBody>
      <DialogFoot>
        <Button
          busy={run.state === 'running'}
          icon={<RotateCw size={15} aria-hidden="true" />}
          onClick={() => void start()}
        >
          Test again
        </Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function Steps({ steps }: InboxTest) {
  const now = useNow()
  const wrong = steps.filter((step) => !step.ok).length
  return (
    <>
      <p role="status" className="mb-3 font-medium">
        {wrong === 0
          ? 'Everything works.'
          : `${wrong} of ${steps.length} steps ${wrong === 1 ? 'needs' : 'need'} your attention. Begin with the first.`}
      </p>
      <ol className="space-y-3">
        {steps.map((step) => {
          const Icon = step.ok ? CircleCheck : CircleAlert
          return (
            <li key={step.step} className="flex gap-3">
              <Icon
                size={18}
                aria-hidden="true"
                className={step.ok ? 'mt-0.5 shrink-0 text-accent-ink' : 'mt-0.5 shrink-0 text-danger-ink'}
              />
              <div className="min-w-0">
                <p className="font-semibold">
                  {titles[step.step]}
                  <span className="sr-only">: {step.ok ? 'right' : 'wrong'}</span>
                </p>
                <p className="text-ink-2 wrap-anywhere">
                  {step.detail}
                  {step.at && (
                    <time dateTime={step.at} title={fullTime(step.at)} className="text-ink-3">
                      {' '}
                      ({agoLong(step.at, now)})
                    </time>
                  )}
                </p>
                {step.remedy && <p className="mt-1 rounded-md bg-sunken px-3 py-2">{step.remedy}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </>
  )
}
