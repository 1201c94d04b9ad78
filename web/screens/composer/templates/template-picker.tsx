// In place of the text field where only an approved template may leave: choose one, fill it in, see it, send it.
import { FileText, RotateCw } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { fillText } from '#domain/template.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useMember } from '#web/store/session.ts'
import { syncTemplates, useTemplates } from '#web/store/templates.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { controlClass } from '#web/ui/field.tsx'
import { Bone, Skeleton } from '#web/ui/states.tsx'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { TemplateWire } from '#wire/api/templates.ts'
import { TemplateForm } from './template-form.tsx'
import { costs, languageName, spokenName } from './words.ts'

type Props = {
  conversationId: string
  route: ReplyRoute
  why: string
  /** A text that was begun before the window closed. */
  draft: string
  /** Chooses another way to write. */
  children: ReactNode
}

/** More than so many need a field to find one. */
const MANY = 6

export default function TemplatePicker({ conversationId, route, why, draft, children }: Props) {
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useTemplates(route.inboxId)
  const template = list.data?.items.find((t) => t.id === chosen && t.why === null)
  return (
    <section aria-label="Templates">
      <div className="mb-2 rounded-lg border border-warn-line bg-warn-soft px-3.5 py-2.5 text-sm text-warn-ink">
        <p role="status">
          {why}. Until they write again, only an approved template can be sent.
          {draft.trim() !== '' && ' What you had begun to write is kept.'}
        </p>
      </div>
      <div className="rounded-lg border border-control bg-raised">
        {template ? (
          <TemplateForm
            key={template.id}
            conversationId={conversationId}
            route={route}
            template={template}
            onBack={() => setChosen(null)}
          />
        ) : (
          <Choose inboxId={route.inboxId} list={list} onChoose={setChosen} />
        )}
        <div className="flex items-center gap-1.5 border-t border-line px-2 py-1.5">{children}</div>
      </div>
    </section>
  )
}

function Choose({
  inboxId,
  list,
  onChoose,
}: {
  inboxId: string
  list: ReturnType<typeof useTemplates>
  onChoose: (id: string) => void
}) {
  // Templates come by themselves now and then; to ask for them belongs to whoever keeps the inbox.
  const mayAsk = useMember().role !== 'agent'
  const [wanted, setWanted] = useState('')
  const [syncing, setSyncing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sync = (): void => {
    setSyncing(true)
    setProblem(null)
    syncTemplates(inboxId)
      .catch((error: unknown) => setProblem(explainBriefly(error)))
      .finally(() => setSyncing(false))
  }
  const never = list.data?.syncedAt === null
  // Who has never asked the provider asks now; whoever was refused decides about the next try.
  const asked = useRef(false)
  useEffect(() => {
    if (!never || asked.current || !mayAsk) return
    asked.current = true
    sync()
  })
  if (list.isPending || (syncing && never))
    return (
      <Skeleton label="Fetching the templates" className="space-y-2 p-3.5">
        <Bone className="h-9" />
        <Bone className="h-9" />
      </Skeleton>
    )
  const all = list.data?.items ?? []
  const found = all.filter((t) =>
    `${spokenName(t.name)} ${t.body}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  )
  return (
    <div className="p-2">
      <div className="flex items-center gap-2 px-1.5 pb-1.5">
        {all.length > MANY ? (
          <input
            type="search"
            aria-label="Find a template"
            placeholder="Find a template"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            className={cx(controlClass, 'h-8 min-w-0 flex-1')}
          />
        ) : (
          <p className="min-w-0 flex-1 text-sm font-medium">Choose a template</p>
        )}
        {mayAsk && (
          <Button
            size="sm"
            look="ghost"
            busy={syncing}
            onClick={sync}
            icon={<RotateCw size={14} aria-hidden="true" />}
          >
            Refresh
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className="px-1.5 pb-1.5 text-sm text-danger-ink">
          {problem}
        </p>
      )}
      {found.length === 0 ? (
        <p className="px-1.5 pt-1 pb-2.5 text-sm text-ink-3">
          {all.length === 0
            ? `This inbox has no templates yet. ${mayAsk ? 'Create one at the provider and have it approved; then refresh.' : 'Ask an owner or an admin to create one at the provider.'}`
            : 'No template has these words.'}
        </p>
      ) : (
        <ul className="scroll-quiet max-h-[34dvh] space-y-0.5 overflow-y-auto">
          {found.map((template) => (
            <li key={template.id}>
              <Choice template={template} onChoose={() => onChoose(template.id)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Choice({ template, onChoose }: { template: TemplateWire; onChoose: () => void }) {
  const cost = costs[template.category]
  const examples = Object.fromEntries(template.variables.map((v) => [v.key, v.example ?? '…']))
  return (
    <button
      type="button"
      disabled={template.why !== null}
      onClick={onChoose}
      className="flex w-full items-start gap-2.5 rounded-md px-2 py-1.5 text-start hover:bg-hover disabled:cursor-not-allowed disabled:opacity-65"
    >
      <FileText size={16} className="mt-0.5 shrink-0 text-ink-3" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium">{spokenName(template.name)}</span>
          <span className="text-xs text-ink-3">{languageName(template.language)}</span>
        </span>
        <span dir="auto" className="line-clamp-1 block text-sm text-ink-3">
          {template.why ?? fillText(template.body, examples, template.variables)}
        </span>
      </span>
      <Badge tone={cost.tone} className="mt-0.5">
        {cost.label}
      </Badge>
    </button>
  )
}
