import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { channelLabel } from '#web/ui/channel-mark.tsx'
import { fullTime, mediumDate } from '#web/ui/time.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { consentSources } from './names.ts'
import { Folded, quietAction } from './section.tsx'

type Entry = ContactDetail['consent'][number]

/** Every yes and no, with how it came and in which words: the proof, if anybody asks. */
export function ConsentHistory({ contact }: { contact: ContactDetail }) {
  if (contact.consent.length === 0) return null
  return (
    <Folded title={`Consent history (${contact.consent.length})`}>
      <ol className="space-y-2.5">
        {contact.consent.map((entry) => (
          <ConsentItem key={entry.id} entry={entry} />
        ))}
      </ol>
    </Folded>
  )
}

const abouts = {
  marketing: 'offers',
  service: 'service messages',
  transactional: 'what they need',
} as const

function ConsentItem({ entry }: { entry: Entry }) {
  return (
    <li className="text-sm">
      <p className="font-medium">
        {entry.action === 'opt_out' ? 'Opted out' : 'Opted in'}
        {entry.purpose && ` ${entry.action === 'opt_out' ? 'of' : 'to'} ${abouts[entry.purpose]}`}
        <span className="font-normal text-ink-3">
          {' '}
          {consentSources[entry.source]}
          {entry.text && ':'}
        </span>
      </p>
      {entry.text && (
        <q dir="auto" className="block text-ink-2 wrap-anywhere">
          {entry.text}
        </q>
      )}
      <p className="text-xs text-ink-3">
        {entry.address}
        {entry.channel && ` · ${channelLabel(entry.channel)}`} ·{' '}
        <time dateTime={entry.at} title={fullTime(entry.at)}>
          {mediumDate(entry.at)}
        </time>
      </p>
      {entry.message && (
        <Link
          href={inboxPath(entry.message.conversationId, { at: entry.message.seq })}
          className={`${quietAction} -ms-1`}
        >
          Show the message
        </Link>
      )}
    </li>
  )
}
