// Beside the form: what happens behind this door, as a short conversation. Decoration for those who see it.
import type { ReactNode } from 'react'
import { Bell } from '#web/ui/bell.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { cx } from '#web/ui/cx.ts'

export function Welcome() {
  return (
    <div
      aria-hidden="true"
      className="relative hidden overflow-hidden bg-accent-soft rail:flex rail:flex-col rail:justify-center"
    >
      <div className="absolute inset-0 opacity-60 [background-image:radial-gradient(var(--accent-line)_1px,transparent_1.5px)] [background-size:22px_22px] [mask-image:radial-gradient(ellipse_at_70%_40%,#000_10%,transparent_70%)]" />
      <div className="relative mx-auto w-full max-w-115 px-10">
        <div className="rounded-xl border border-line bg-raised p-5 shadow-3">
          <p className="mb-4 flex items-center gap-2 text-xs text-ink-3">
            <ChannelMark kind="sms" size={18} />
            <span className="font-semibold text-ink">Ana Garcia</span> 8:47 PM
          </p>
          <Said>Hi! Any chance for a cleaning this week?</Said>
          <Said ours badge>
            Hello Ana! Yes: Thursday at 1:30 pm or 3:30 pm. Which one suits you?
          </Said>
          <Said>3:30 please</Said>
          <Said ours badge>
            You are booked for Thursday at 3:30 pm. See you then!
          </Said>
          <p className="mt-4 border-t border-line pt-3 text-center text-xs text-ink-3">
            Dana took over · 8:52 PM
          </p>
          <Said person>I put you with Dr. Reyes, Ana. You asked for her last time.</Said>
        </div>
        <p className="mt-8 text-lg font-semibold text-accent-ink text-balance">
          Every customer, one inbox. The front desk answers when you cannot, and steps back when you do.
        </p>
      </div>
    </div>
  )
}

function Said({
  ours,
  person,
  badge,
  children,
}: {
  ours?: boolean
  person?: boolean
  badge?: boolean
  children: ReactNode
}) {
  const right = ours || person
  return (
    <div className={cx('mt-2 flex flex-col', right ? 'items-end' : 'items-start')}>
      {badge && (
        <span className="mb-0.5 inline-flex items-center gap-1 text-2xs font-semibold text-accent-ink">
          <Bell size={11} /> AI
        </span>
      )}
      <p
        className={cx(
          'max-w-[85%] rounded-xl px-3.5 py-2',
          person ? 'bg-ours text-on-ours' : ours ? 'bg-accent-soft' : 'bg-sunken',
        )}
      >
        {children}
      </p>
    </div>
  )
}
