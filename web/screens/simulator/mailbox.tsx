// The customer's mail program: what came and what went, newest first, one mail open beside the list.
import { Inbox, PenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Empty } from '#web/ui/states.tsx'
import type { SimulatorDevice, SimulatorInbox, SimulatorMail } from '#wire/simulator.ts'
import { MailList } from './mail-list.tsx'
import { MailReader } from './mail-reader.tsx'
import { MailWriter } from './mail-writer.tsx'

type Props = {
  device: SimulatorDevice
  inbox: SimulatorInbox
  business: string
  mails: SimulatorMail[]
  takesMail: boolean
  copies: number
  inboxPicker: ReactNode
}
type Open = { what: 'mail'; id: string } | { what: 'writing'; replyTo: string | null } | null

export function Mailbox({ device, inbox, business, mails, takesMail, copies, inboxPicker }: Props) {
  const [open, setOpen] = useState<Open>(null)
  const newest = mails.toReversed()
  const mail = open?.what === 'mail' ? mails.find((one) => one.id === open.id) : undefined
  const parent = open?.what === 'writing' ? mails.find((one) => one.id === open.replyTo) : undefined
  const shown = mail ?? (open?.what === 'writing' ? 'writer' : null)
  return (
    <section aria-label={`${device.name}’s mailbox`} className="sim-window max-w-260">
      <header className="flex items-center gap-3 border-b border-line bg-sunken px-4 py-2.5">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">Mailbox</h2>
          <p className="truncate text-xs text-ink-3">{device.email}</p>
        </div>
        {inboxPicker}
        <Button
          look="primary"
          size="sm"
          disabled={!takesMail}
          icon={<PenLine size={14} aria-hidden="true" />}
          onClick={() => setOpen({ what: 'writing', replyTo: null })}
        >
          Write
        </Button>
      </header>
      {!takesMail && (
        <p className="bg-warn-soft px-4 py-2 text-sm text-warn-ink">
          The built-in mail receiver is off here, so nothing can be sent. Start with SMTP_IN_PORT set to a
          port.
        </p>
      )}
      <div className="flex min-h-0 flex-1">
        <div
          className={cx(
            'scroll-quiet w-full shrink-0 overflow-y-auto border-line p-1.5 pane:w-64 pane:border-e wide:w-72',
            shown && 'hidden pane:block',
          )}
        >
          <MailList
            business={business}
            mails={newest}
            openId={mail?.id ?? null}
            onOpen={(id) => setOpen({ what: 'mail', id })}
          />
        </div>
        <div className={cx('min-w-0 flex-1', !shown && 'hidden pane:block')}>
          {shown === 'writer' ? (
            <MailWriter
              key={parent?.id ?? 'new'}
              device={device}
              inbox={inbox}
              parent={parent ?? null}
              copies={copies}
              onClose={(sentId) => setOpen(sentId ? { what: 'mail', id: sentId } : null)}
            />
          ) : mail ? (
            <MailReader
              mail={mail}
              device={device}
              canWrite={takesMail}
              onBack={() => setOpen(null)}
              onReply={() => setOpen({ what: 'writing', replyTo: mail.id })}
            />
          ) : (
            <Empty Icon={Inbox} title={mails.length > 0 ? 'No mail is open' : `Write to ${business}`}>
              {mails.length > 0
                ? 'Choose one from the list.'
                : 'A real mail goes in by the door of this inbox, and the answer lands here.'}
            </Empty>
          )}
        </div>
      </div>
    </section>
  )
}
