// Everything that needs a person, the most urgent first: what nobody has, then what somebody takes care of.
import { CheckCircle2 } from 'lucide-react'
import { useState } from 'react'
import { reasonLabel } from '#domain/escalation.ts'
import { useAction } from '#web/actions/registry.ts'
import { Link } from '#web/router/link.tsx'
import { navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { Page } from '#web/screens/shell/page.tsx'
import { acknowledge, useEscalations } from '#web/store/handover.ts'
import { useMember } from '#web/store/session.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import { clockTime, listTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { OpenEscalation } from '#wire/api/handover.ts'

export default function NeedsPersonScreen() {
  const { data, error, refetch } = useEscalations()
  const member = useMember()
  const [at, setAt] = useState(0)
  const items = data ?? []
  const current = items[Math.min(at, items.length - 1)]
  const go = (by: number): void => setAt((held) => Math.min(Math.max(held + by, 0), items.length - 1))
  useAction('list.next', () => go(1), items.length > 0)
  useAction('list.previous', () => go(-1), items.length > 0)
  useAction('list.open', () => current && navigate(inboxPath(current.conversation.id)), items.length > 0)
  useAction(
    'escalation.take',
    () => current && void acknowledge(current.conversation, member.name),
    current?.acknowledged === null,
  )
  const open = items.filter((e) => e.acknowledged === null)
  const taken = items.filter((e) => e.acknowledged !== null)
  return (
    <Page title="Needs a person" lead="The most urgent first. J and K move, A takes care of it, Enter opens.">
      {error ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton label="Loading" className="space-y-3">
          <Bone className="h-20 w-full rounded-xl" />
          <Bone className="h-20 w-full rounded-xl" />
        </Skeleton>
      ) : items.length === 0 ? (
        <Empty Icon={CheckCircle2} title="Nobody waits for a person">
          When the AI hands a customer over, they stand here until somebody takes care of them.
        </Empty>
      ) : (
        <>
          <Group title="Nobody has these yet" items={open} current={current} member={member.name} />
          <Group title="Somebody takes care" items={taken} current={current} member={member.name} />
        </>
      )}
    </Page>
  )
}

function Group({
  title,
  items,
  current,
  member,
}: {
  title: string
  items: OpenEscalation[]
  current: OpenEscalation | undefined
  member: string
}) {
  if (items.length === 0) return null
  return (
    <section className="mb-6">
      <h2 className="mb-2 text-sm font-semibold text-ink-3">
        {title} · {items.length}
      </h2>
      <ul className="space-y-2">
        {items.map((item) => (
          <li key={item.id}>
            <Item item={item} current={item.id === current?.id} member={member} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Item({ item, current, member }: { item: OpenEscalation; current: boolean; member: string }) {
  const now = useNow()
  const { conversation, acknowledged } = item
  const name = conversation.contact.name ?? conversation.contact.display
  return (
    <article
      aria-current={current ? 'true' : undefined}
      className={cx(
        'flex flex-wrap items-center gap-3 rounded-xl border bg-surface px-4 py-3',
        current ? 'border-accent' : 'border-line',
        item.severity === 3 && !acknowledged && 'border-s-4 border-s-danger',
      )}
    >
      <Avatar id={conversation.contact.id} name={conversation.contact.name} size={38} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={inboxPath(conversation.id)} className="truncate font-semibold text-ink hover:underline">
            <bdi>{name}</bdi>
          </Link>
          <Badge tone={item.severity === 3 ? 'danger' : item.severity === 2 ? 'warn' : 'neutral'}>
            {reasonLabel(item.reason)}
          </Badge>
        </p>
        <p dir="auto" className="truncate text-sm text-ink-2">
          {item.note ?? conversation.preview}
        </p>
        <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-3">
          <ChannelMark kind={conversation.channel} size={13} />
          {channelLabel(conversation.channel)} · {listTime(item.at, now)}
          {acknowledged
            ? ` · ${acknowledged.by} since ${clockTime(acknowledged.at)}`
            : item.alerted.length > 0
              ? ` · Alerted: ${item.alerted.join(', ')}`
              : ' · Nobody could be alerted'}
        </p>
      </div>
      {acknowledged ? (
        <Link
          href={inboxPath(conversation.id)}
          className="rounded-sm px-2 py-1 text-sm font-semibold text-accent-ink hover:underline"
        >
          Open
        </Link>
      ) : (
        <Button
          look={item.severity === 3 ? 'danger' : 'primary'}
          onClick={() => void acknowledge(conversation, member)}
        >
          I take care of it
        </Button>
      )}
    </article>
  )
}
