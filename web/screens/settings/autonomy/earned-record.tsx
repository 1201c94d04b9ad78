// How often the AI would have answered as people did, by what customers want; with the way up, and the way back.
import { Eye, TrendingUp } from 'lucide-react'
import { useState } from 'react'
import { nameIntent, nameMode, sayMode } from '#domain/autonomy-words.ts'
import type { Intent } from '#domain/intent.ts'
import { Card, Loaded } from '#web/screens/settings/parts.tsx'
import { promote, takeBack, useAutonomy } from '#web/store/autonomy.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Autonomy, IntentRecord } from '#wire/api/autonomy.ts'
import { AgreementBar } from './agreement-bar.tsx'
import { EarnedForm } from './earned-form.tsx'
import { ExamplesDialog } from './examples-dialog.tsx'

export function EarnedRecord({ agentId }: { agentId?: string | undefined }) {
  return <Loaded query={useAutonomy(agentId)}>{(data) => <Record data={data} agentId={agentId} />}</Loaded>
}

function Record({ data, agentId }: { data: Autonomy; agentId: string | undefined }) {
  const [shown, setShown] = useState<Intent | null>(null)
  const act = (what: Promise<void>, said: string): void =>
    void what.then(
      () => toast.ok(said),
      (error: unknown) => toast.fail(explainBriefly(error)),
    )
  return (
    <>
      <Card
        title="Agreement with people"
        help="Where you answer or approve, the AI’s own answer is compared with yours. Counted since the last change of each."
      >
        {data.record.length === 0 ? (
          <Empty Icon={TrendingUp} title="Nothing to compare yet" className="py-6!">
            Choose “{nameMode('shadow')}” or “{nameMode('assisted')}” under What it may do; the record grows
            with every answer of yours.
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {data.record.map((record) => (
              <Row
                key={record.intent}
                record={record}
                onShow={() => setShown(record.intent)}
                onPromote={() =>
                  act(
                    promote(record.intent, agentId),
                    `${nameIntent(record.intent)}: ${sayMode(data.earned.to)}`,
                  )
                }
                onTakeBack={() =>
                  act(takeBack(record.intent, agentId), `${nameIntent(record.intent)} fell back`)
                }
              />
            ))}
          </ul>
        )}
      </Card>
      <EarnedForm value={data.earned} agentId={agentId} />
      {shown && <ExamplesDialog intent={shown} agentId={agentId} onClose={() => setShown(null)} />}
    </>
  )
}

function Row({
  record,
  onShow,
  onPromote,
  onTakeBack,
}: {
  record: IntentRecord
  onShow: () => void
  onPromote: () => void
  onTakeBack: () => void
}) {
  const parts = [
    record.approved > 0 && `${record.approved} approved`,
    record.edited > 0 && `${record.edited} edited`,
    record.rejected > 0 && `${record.rejected} rejected`,
  ].filter(Boolean)
  return (
    <li className="py-3.5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h4 className="font-semibold">{nameIntent(record.intent)}</h4>
        <Badge tone={record.promoted ? 'accent' : 'neutral'}>
          {record.promoted ? `Earned: ${nameMode(record.mode)}` : nameMode(record.mode)}
        </Badge>
        <span className="ms-auto flex gap-1.5">
          <Button size="sm" look="ghost" onClick={onShow} icon={<Eye size={15} aria-hidden="true" />}>
            Compare
          </Button>
          {record.promoted && (
            <Button size="sm" onClick={onTakeBack}>
              Take it back
            </Button>
          )}
        </span>
      </div>
      <AgreementBar record={record} />
      <p className="text-sm text-ink-3">
        {record.agreed} of {record.total} {record.total === 1 ? 'answer agrees' : 'answers agree'}
        {parts.length > 0 && ` (${parts.join(', ')})`}; the true share lies between{' '}
        {Math.round(record.low * 100)} and {Math.round(record.high * 100)} %.
      </p>
      {record.proposal && (
        <div className="mt-2.5 flex flex-wrap items-center gap-3 rounded-lg border border-accent-line bg-accent-soft px-3.5 py-2.5">
          <p className="min-w-0 flex-1 basis-60 text-sm">
            <strong className="font-semibold">Ready for more.</strong> {record.proposal}.
          </p>
          <Button
            look="primary"
            size="sm"
            onClick={onPromote}
            icon={<TrendingUp size={15} aria-hidden="true" />}
          >
            Let it answer
          </Button>
        </div>
      )}
    </li>
  )
}
