// Where each thing that is known came from: what the AI learned leads to the message that says it.
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import type { ContactFact } from '#wire/api/contacts.ts'

const fields: Record<string, string> = {
  name: 'Name',
  company: 'Company',
  need: 'Need',
  email: 'Email',
  phone: 'Phone',
  timeZone: 'Time zone',
  lead_status: 'Status',
}
const sources: Record<ContactFact['source'], string> = {
  ai: 'the AI',
  member: 'a member',
  api: 'a program',
  channel: 'the channel',
}

/** 0.9 and more is the customer's own word; below, it was understood. */
const surely = (confidence: number | null): string =>
  confidence === null || confidence >= 0.9 ? '' : confidence >= 0.75 ? ', likely' : ', not sure'

export function Facts({ facts }: { facts: ContactFact[] }) {
  const known = facts.filter((f) => f.field in fields)
  if (known.length === 0) return null
  return (
    <details className="group mt-3 text-sm">
      <summary className="cursor-pointer rounded-xs font-medium text-ink-3 hover:text-ink">
        Where this is from
      </summary>
      <dl className="mt-1.5 space-y-1.5">
        {known.map((fact) => (
          <div key={fact.field}>
            <dt className="text-ink-3">
              {fields[fact.field]}, by {sources[fact.source]}
              {surely(fact.confidence)}
              {fact.message && (
                <>
                  {' · '}
                  <Link
                    href={inboxPath(fact.message.conversationId)}
                    className="text-accent-ink hover:underline"
                  >
                    the message
                  </Link>
                </>
              )}
            </dt>
            <dd className="wrap-anywhere text-ink-2" dir="auto">
              {fact.value}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
