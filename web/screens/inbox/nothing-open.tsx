// What the middle shows when no conversation is open: a greeting, the first steps while some are left, a hint.
import { Check, MessageSquareDashed, X } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { checklistDismissed, type Step, useChecklist } from '#web/store/checklist.ts'
import { useMember } from '#web/store/session.ts'
import { IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Empty } from '#web/ui/states.tsx'

export default function NothingOpen() {
  const { steps, next, dismissed } = useChecklist()
  if (dismissed || steps.length === 0 || !next) return <Idle />
  return (
    <div className="scroll-quiet flex h-full overflow-y-auto">
      <div className="m-auto w-full max-w-136 p-6">
        <ChecklistCard steps={steps} next={next} />
      </div>
    </div>
  )
}

function Idle() {
  return (
    <div className="flex h-full items-center">
      <Empty Icon={MessageSquareDashed} title="No conversation is open">
        Choose one from the list, or press <Key>J</Key> for the first. <Key>?</Key> shows all keys.
      </Empty>
    </div>
  )
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-xs border border-line-strong bg-surface px-1.5 font-sans text-xs font-medium text-ink-2">
      {children}
    </kbd>
  )
}

function ChecklistCard({ steps, next }: { steps: Step[]; next: Step }) {
  const member = useMember()
  const done = steps.filter((step) => step.done).length
  return (
    <section aria-labelledby="first-steps" className="rounded-xl border border-line bg-raised p-6 shadow-2">
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id="first-steps" className="text-xl font-semibold">
            Welcome, {member.name.split(' ')[0]}
          </h2>
          <p className="mt-0.5 text-ink-3">
            {done === 0
              ? 'A few first steps. They tick themselves.'
              : `${done} of ${steps.length} first steps are done.`}
          </p>
        </div>
        <IconButton
          label="Put the first steps away"
          onClick={() => checklistDismissed.set(true)}
          className="-me-2 -mt-1"
        >
          <X size={17} aria-hidden="true" />
        </IconButton>
      </header>
      <div
        className="mt-4 h-1.5 overflow-hidden rounded-full bg-sunken"
        role="progressbar"
        aria-label="First steps done"
        aria-valuemin={0}
        aria-valuemax={steps.length}
        aria-valuenow={done}
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${(done / steps.length) * 100}%` }}
        />
      </div>
      <ol className="mt-4 -mx-2">
        {steps.map((step, index) => (
          <li key={step.id}>
            <Link
              href={step.link === '/' ? '/inbox' : step.link}
              className={cx(
                'flex gap-3 rounded-lg px-2 py-2.5 hover:bg-hover',
                step === next && 'bg-accent-soft hover:bg-selected',
              )}
            >
              <span
                className={cx(
                  'mt-px flex size-5.5 shrink-0 items-center justify-center rounded-full text-xs font-semibold',
                  step.done ? 'bg-accent text-on-solid' : 'border border-control text-ink-3',
                )}
              >
                {step.done ? <Check size={13} strokeWidth={3} aria-hidden="true" /> : index + 1}
              </span>
              <span className="min-w-0">
                <span className={cx('block font-medium', step.done && 'text-ink-3 line-through')}>
                  {step.title}
                  {step.done && <span className="sr-only"> (done)</span>}
                </span>
                {!step.done && <span className="block text-sm text-ink-3">{step.help}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
