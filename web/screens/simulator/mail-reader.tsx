// One mail, and what a mailbox can do with it: answer by a person, answer by itself, send it back as undeliverable.
import { ArrowLeft, Clock, EllipsisVertical, MailX, Paperclip, Reply } from 'lucide-react'
import { useState } from 'react'
import { RichText } from '#web/screens/thread/rich-text.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Menu, MenuItem } from '#web/ui/overlay/menu.tsx'
import { fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { SimulatorDevice, SimulatorFile, SimulatorMail } from '#wire/simulator.ts'
import { fileUrl, sendMail } from './data.ts'
import { sayAnswers } from './words.ts'

type Props = {
  mail: SimulatorMail
  device: SimulatorDevice
  canWrite: boolean
  onBack: () => void
  onReply: () => void
}

export function MailReader({ mail, device, canWrite, onBack, onReply }: Props) {
  const [plain, setPlain] = useState(false)
  const own = mail.from === 'customer'
  const said = own ? sayAnswers(mail.answers) : null
  const answerBy = async (kind: 'auto_reply' | 'bounce'): Promise<void> => {
    const sent = await sendMail(device.id, { inboxId: mail.inboxId, kind, replyTo: mail.id })
    if (sent) toast.ok(kind === 'bounce' ? 'Sent back as undeliverable' : 'The out-of-office notice was sent')
  }
  return (
    <article className="flex h-full flex-col" aria-label={mail.subject || 'Mail without a subject'}>
      <header className="border-b border-line px-4 py-3">
        <div className="flex items-start gap-2">
          <IconButton label="Back to the list" size="sm" className="-ms-1.5 pane:hidden" onClick={onBack}>
            <ArrowLeft size={17} aria-hidden="true" />
          </IconButton>
          <h3 className="min-w-0 flex-1 text-md font-semibold wrap-anywhere">
            {mail.subject || '(no subject)'}
          </h3>
          {!own && canWrite && (
            <>
              <Button size="sm" icon={<Reply size={14} aria-hidden="true" />} onClick={onReply}>
                Reply
              </Button>
              <Menu
                label="More answers"
                trigger={
                  <IconButton label="More answers" size="sm">
                    <EllipsisVertical size={16} aria-hidden="true" />
                  </IconButton>
                }
              >
                <MenuItem
                  icon={<Clock size={16} aria-hidden="true" />}
                  onClick={() => void answerBy('auto_reply')}
                >
                  Out-of-office notice
                </MenuItem>
                <MenuItem
                  icon={<MailX size={16} aria-hidden="true" />}
                  onClick={() => void answerBy('bounce')}
                >
                  Send back as undeliverable
                </MenuItem>
              </Menu>
            </>
          )}
        </div>
        <p className="mt-0.5 text-sm text-ink-2 wrap-anywhere">
          {mail.fromName && <span className="font-medium">{mail.fromName} </span>}
          <span className="text-ink-3">{`<${mail.fromAddress}>`}</span>
        </p>
        <p className="text-xs text-ink-3 wrap-anywhere">
          to {mail.to} · <time dateTime={mail.at}>{fullTime(mail.at)}</time>
        </p>
        <p className="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">
          {mail.automatic && <Badge tone="info">Automatic: {mail.automatic}</Badge>}
          {mail.inReplyTo && <Badge>In a thread</Badge>}
          {said && <Badge tone={said.bad ? 'danger' : 'accent'}>{said.text}</Badge>}
        </p>
        {said?.detail && <p className="mt-1 text-xs text-danger-ink wrap-anywhere">{said.detail}</p>}
      </header>
      {mail.html && !plain ? (
        <iframe
          title={`Mail: ${mail.subject || 'no subject'}`}
          sandbox=""
          srcDoc={`<!doctype html><meta charset="utf-8"><style>body{margin:16px;font:15px/1.5 Arial,Helvetica,sans-serif;color:#1c1f26;overflow-wrap:anywhere}p{margin:0 0 .8em}blockquote{color:#555d6e}</style>${mail.html}`}
          className="min-h-0 w-full flex-1 bg-[#fff] [color-scheme:light]"
        />
      ) : (
        <div
          className="scroll-quiet focus-inset min-h-0 flex-1 overflow-y-auto px-4 py-3"
          tabIndex={0}
          role="group"
          aria-label="Text of the mail"
        >
          <RichText text={mail.text} className="text-md" />
        </div>
      )}
      {(mail.files.length > 0 || mail.html) && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2 text-sm">
          {mail.files.map((file, n) => (
            <MailFile key={file.id || n} file={file} />
          ))}
          {mail.html && (
            <button
              type="button"
              onClick={() => setPlain(!plain)}
              className="ms-auto inline-flex h-6 items-center text-xs text-ink-3 underline-offset-2 hover:underline"
            >
              {plain ? 'Show as designed' : 'Show as plain text'}
            </button>
          )}
        </footer>
      )}
    </article>
  )
}

/** Files too large to keep have no id: they are only named. */
function MailFile({ file }: { file: SimulatorFile }) {
  const face = (
    <>
      <Paperclip size={13} aria-hidden="true" />
      <span className="max-w-48 truncate">{file.name}</span>
      <span className="text-ink-3">{Math.max(1, Math.round(file.size / 1024)).toLocaleString()} KB</span>
    </>
  )
  const look = 'inline-flex h-7 items-center gap-1.5 rounded-sm border border-line-strong px-2 text-xs'
  if (!file.id) return <span className={look}>{face}</span>
  return (
    <a href={fileUrl(file.id)} target="_blank" rel="noopener noreferrer" className={`${look} hover:bg-hover`}>
      {face}
    </a>
  )
}
