import { CornerUpRight, Paperclip } from 'lucide-react'
import { cx } from '#web/ui/cx.ts'
import { listTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { SimulatorMail } from '#wire/simulator.ts'
import { sayAnswers } from './words.ts'

type Props = { business: string; mails: SimulatorMail[]; openId: string | null; onOpen: (id: string) => void }

export function MailList({ business, mails, openId, onOpen }: Props) {
  const now = useNow()
  if (mails.length === 0)
    return <p className="px-3 py-8 text-center text-sm text-ink-3">Nothing has come or gone yet.</p>
  return (
    <ul>
      {mails.map((mail) => {
        const own = mail.from === 'customer'
        const refused = own && sayAnswers(mail.answers)?.bad
        return (
          <li key={mail.id}>
            <button
              type="button"
              onClick={() => onOpen(mail.id)}
              aria-current={mail.id === openId ? 'true' : undefined}
              className={cx(
                'focus-inset block w-full rounded-md px-2.5 py-2 text-start',
                mail.id === openId ? 'bg-selected' : 'hover:bg-hover',
              )}
            >
              <span className="flex items-baseline gap-1.5">
                {own && (
                  <CornerUpRight size={13} className="shrink-0 self-center text-ink-3" aria-label="Sent:" />
                )}
                <span className="min-w-0 truncate font-semibold text-ink">
                  {own ? `To ${business}` : (mail.fromName ?? mail.fromAddress)}
                </span>
                <time dateTime={mail.at} className="ms-auto shrink-0 text-xs text-ink-3">
                  {listTime(mail.at, now)}
                </time>
              </span>
              <span className="flex items-center gap-1.5 text-sm text-ink-2">
                <span className="min-w-0 flex-1 truncate">{mail.subject || '(no subject)'}</span>
                {mail.files.length > 0 && (
                  <Paperclip size={12} className="shrink-0" aria-label="With files" />
                )}
              </span>
              <span className={cx('block truncate text-xs', refused ? 'text-danger-ink' : 'text-ink-3')}>
                {refused ? 'Not taken by the mail server' : mail.text.replace(/\s+/g, ' ').slice(0, 120)}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
