// What the AI would have said beside what a person said, with what told them apart.
import { Check, X } from 'lucide-react'
import { nameIntent } from '#domain/autonomy-words.ts'
import type { DraftFate } from '#domain/earned.ts'
import type { Intent } from '#domain/intent.ts'
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { useExamples } from '#web/store/autonomy.ts'
import { Badge } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import { agoLong } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Comparison } from '#wire/api/autonomy.ts'

const said: Record<DraftFate, string> = {
  answered: 'You answered',
  approved: 'You approved',
  edited: 'You changed it to',
  rejected: 'You rejected it',
}

export function ExamplesDialog({
  intent,
  agentId,
  onClose,
}: {
  intent: Intent
  agentId: string | undefined
  onClose: () => void
}) {
  const examples = useExamples(intent, agentId)
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={nameIntent(intent)}
      description="The newest answers, side by side."
    >
      <DialogBody>
        <Loaded query={examples}>
          {(items) => (
            <ul className="space-y-5 pb-2">
              {items.map((item) => (
                <Example key={item.id} item={item} />
              ))}
            </ul>
          )}
        </Loaded>
      </DialogBody>
    </Dialog>
  )
}

function Example({ item }: { item: Comparison }) {
  const now = useNow()
  return (
    <li className="border-b border-line pb-5 last:border-0">
      <div className="mb-1.5 flex flex-wrap items-center gap-2 text-sm">
        <Badge
          tone={item.agreed ? 'accent' : 'warn'}
          icon={item.agreed ? <Check size={12} aria-hidden="true" /> : <X size={12} aria-hidden="true" />}
        >
          {item.agreed ? 'Same' : 'Different'}
        </Badge>
        <span dir="auto" className="min-w-0 flex-1 truncate text-ink-2">
          “{item.question}”
        </span>
        <Link href={inboxPath(item.conversationId)} className="text-xs text-ink-3 hover:underline">
          {agoLong(item.at, now)}
        </Link>
      </div>
      <div className="grid gap-2.5 pane:grid-cols-2">
        <Side title="The AI would have said" text={item.ai} className="bg-accent-soft" />
        <Side
          title={said[item.fate]}
          text={item.fate === 'approved' ? 'As it was.' : item.person || 'Without a reason.'}
          className="bg-sunken"
        />
      </div>
      {item.reasons.length > 0 && (
        <p className="mt-1.5 text-xs text-ink-3">
          {item.reasons.join('. ')}
          {item.judgedBy === 'model' ? ' (judged by the model)' : ''}.
        </p>
      )}
    </li>
  )
}

function Side({ title, text, className }: { title: string; text: string; className: string }) {
  return (
    <div className={cx('rounded-lg px-3.5 py-2.5', className)}>
      <p className="mb-0.5 text-xs font-semibold text-ink-3">{title}</p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
    </div>
  )
}
