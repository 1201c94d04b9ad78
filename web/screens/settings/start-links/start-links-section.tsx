// Ready links to every number of the business, with words that the customer finds written already.
import { ExternalLink, Link2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { settingsPath } from '#web/router/routes.ts'
import { Card, CopyText, Loaded } from '#web/screens/settings/parts.tsx'
import { useWorkspace } from '#web/store/session.ts'
import { useChannels, useInboxes } from '#web/store/settings.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Empty } from '#web/ui/states.tsx'
import { startLink } from './start-link.ts'

export default function StartLinksSection() {
  const inboxes = useInboxes()
  const channels = useChannels().data ?? []
  const { profile } = useWorkspace()
  const [text, setText] = useState(profile.name ? `Hi ${profile.name}, ` : 'Hi, ')
  return (
    <Loaded query={inboxes}>
      {(items) => {
        const links = items.flatMap((inbox) => {
          const capabilities = channels.find(
            (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
          )?.capabilities
          const link = capabilities?.startLink && startLink(capabilities.startLink, inbox.address, text)
          return link ? [{ inbox, label: capabilities.label, link }] : []
        })
        if (links.length === 0)
          return (
            <Empty Icon={Link2} title="No number yet">
              Connect a phone number or WhatsApp, and its links stand here.{' '}
              <Link href={settingsPath('inboxes')} className="font-medium text-accent-ink underline">
                Inboxes
              </Link>
            </Empty>
          )
        return (
          <>
            <Card>
              <TextField
                label="What the customer finds written"
                help="They can change it before they send. Leave it empty to let them begin by themselves."
                maxLength={300}
                dir="auto"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </Card>
            <ul>
              {links.map(({ inbox, label, link }) => (
                <li key={inbox.id}>
                  <Card>
                    <div className="mb-3 flex flex-wrap items-center gap-3">
                      <ChannelMark kind={inbox.channel} size={30} />
                      <div className="min-w-0 flex-1">
                        <h3 className="truncate font-semibold">{inbox.name}</h3>
                        <p className="truncate text-sm text-ink-3">
                          {label} · {inbox.address}
                        </p>
                      </div>
                      <a
                        href={link}
                        target="_blank"
                        rel="noopener noreferrer"
                        className={buttonClass('secondary', 'sm')}
                      >
                        <ExternalLink size={14} aria-hidden="true" />
                        Try it<span className="sr-only"> for {inbox.name}</span>
                      </a>
                    </div>
                    <CopyText label={`Link to ${inbox.name}`} text={link} />
                  </Card>
                </li>
              ))}
            </ul>
            <Card title="Where to put them">
              <ul className="list-disc space-y-1.5 ps-5 text-ink-2">
                <li>
                  <strong className="font-semibold">Google Business Profile</strong>: where its contact
                  details take a link or a number for chats. Google ended its own chat on 31 July 2024; this
                  is what is left.
                </li>
                <li>
                  <strong className="font-semibold">Your web site</strong>: a link on “Text us” or “WhatsApp
                  us”. Links that begin with <code className="font-mono text-sm">sms:</code> do something on
                  phones only.
                </li>
                <li>
                  <strong className="font-semibold">Mails and cards</strong>: in the signature, or as a QR
                  code made of the link with any program for it.
                </li>
              </ul>
            </Card>
          </>
        )
      }}
    </Loaded>
  )
}
