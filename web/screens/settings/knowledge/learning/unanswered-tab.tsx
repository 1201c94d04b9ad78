// Questions that nobody could answer, in all their wordings, those that are asked most first.
import { Check, CircleHelp, Plus } from 'lucide-react'
import { useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { useUnanswered } from '#web/store/learning.ts'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { Empty } from '#web/ui/states.tsx'
import { agoLong } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { UnansweredCluster } from '#wire/api/learning.ts'
import { EntryDialog } from './entry-dialog.tsx'

export default function UnansweredTab() {
  const [dismissed, setDismissed] = useState(false)
  const list = useUnanswered(dismissed ? 'dismissed' : 'open')
  const [making, setMaking] = useState<UnansweredCluster | null>(null)
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-72 text-ink-3">
          {dismissed
            ? 'These stay away, however often they are asked.'
            : 'Customers asked, and nothing you have written answers it. A question leaves this list as soon as your knowledge covers it.'}
        </p>
        <Button size="sm" look="ghost" className="-ms-2.5" onClick={() => setDismissed(!dismissed)}>
          {dismissed ? 'Back to the open ones' : 'Show dismissed'}
        </Button>
      </div>
      <Loaded query={list}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              Icon={dismissed ? CircleHelp : Check}
              title={dismissed ? 'Nothing was dismissed' : 'Everything was answered'}
            >
              {!dismissed && 'When a customer asks what nobody has written down, it appears here.'}
            </Empty>
          ) : (
            <ul aria-label="Unanswered questions" className="space-y-3">
              {items.map((cluster) => (
                <Cluster key={cluster.id} cluster={cluster} onMake={() => setMaking(cluster)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && (
        <EntryDialog
          title="Make it an FAQ"
          path={`/knowledge/unanswered/${making.id}/faq`}
          question={making.title}
          answer={making.answer}
          note={
            making.answer && (
              <p className="rounded-md bg-info-soft px-3.5 py-2.5 text-sm text-info-ink">
                The answer is what {making.answeredBy ?? 'a person'} wrote to a customer. Read it once more.
              </p>
            )
          }
          onClose={() => setMaking(null)}
        />
      )}
    </>
  )
}

function Cluster({ cluster, onMake }: { cluster: UnansweredCluster; onMake: () => void }) {
  const now = useNow()
  const [busy, setBusy] = useState(false)
  const others = [...new Set(cluster.questions.map((q) => q.text))].filter((text) => text !== cluster.title)
  const act = async (verb: 'dismiss' | 'reopen'): Promise<void> => {
    setBusy(true)
    try {
      await post(`/knowledge/unanswered/${cluster.id}/${verb}`)
      await refreshKnowledge()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <li className="rounded-xl border border-line bg-surface px-4 py-4 pane:px-5">
      <div className="flex items-start gap-3.5">
        <span
          title={cluster.asked === 1 ? 'Asked once' : `Asked ${cluster.asked} times`}
          className="tabular flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-md font-semibold text-accent-ink"
        >
          {cluster.asked}
          <span className="sr-only">{cluster.asked === 1 ? ' time' : ' times'} asked</span>
        </span>
        <div className="min-w-0 flex-1">
          <p dir="auto" className="text-md font-semibold wrap-anywhere">
            {cluster.title}
          </p>
          <p className="text-sm text-ink-3">Last asked {agoLong(cluster.lastAskedAt, now)}</p>
          {others.length > 0 && (
            <ul aria-label="Other wordings" className="mt-1.5 space-y-0.5 border-s-2 border-line ps-3">
              {others.slice(0, 3).map((text) => (
                <li key={text} dir="auto" className="text-sm text-ink-2 wrap-anywhere">
                  {text}
                </li>
              ))}
              {others.length > 3 && <li className="text-sm text-ink-3">and {others.length - 3} more</li>}
            </ul>
          )}
          {cluster.answer && (
            <div className="mt-2.5 rounded-lg bg-sunken px-3.5 py-2.5">
              <p className="text-xs font-semibold text-ink-3">{cluster.answeredBy ?? 'A person'} answered</p>
              <p dir="auto" className="line-clamp-3 text-sm whitespace-pre-line wrap-anywhere">
                {cluster.answer}
              </p>
            </div>
          )}
        </div>
      </div>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
        <ul aria-label="Who asked" className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
          {cluster.questions.slice(0, 3).map((q) => (
            <li key={q.conversationId} className="min-w-0">
              <Link
                href={inboxPath(q.conversationId)}
                className="inline-flex max-w-44 items-center gap-1.5 text-sm text-ink-3 hover:text-ink hover:underline"
              >
                <ChannelMark kind={q.channel} size={14} />
                <span className="truncate">{q.who ?? 'A customer'}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div className="ms-auto flex gap-2">
          {cluster.state === 'dismissed' ? (
            <Button size="sm" busy={busy} onClick={() => void act('reopen')}>
              Put it back
            </Button>
          ) : (
            <Button size="sm" look="ghost" busy={busy} onClick={() => void act('dismiss')}>
              Dismiss
            </Button>
          )}
          <Button size="sm" look="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={onMake}>
            Make it an FAQ
          </Button>
        </div>
      </div>
    </li>
  )
}
