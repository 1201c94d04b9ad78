import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { ChannelKind } from '#domain/channel.ts'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { type ChannelInfo, useChannels } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'

type Kind = { kind: ChannelKind; label: string; items: ChannelInfo[] }

/** First what customers use, then who carries it, where there is a choice. */
export function ChooseChannel({
  onChoose,
  onClose,
}: {
  onChoose: (channel: ChannelInfo) => void
  onClose: () => void
}) {
  const channels = useChannels()
  const [kind, setKind] = useState<Kind | null>(null)
  if (kind)
    return (
      <Dialog open onClose={onClose} title={`Connect ${kind.label}`} description="Who carries it?">
        <DialogBody>
          <ul className="grid gap-2 pane:grid-cols-2">
            {kind.items.map((item) => (
              <li key={item.id}>
                <Choice
                  kind={kind.kind}
                  title={capitalised(item.providerName)}
                  onChoose={() => onChoose(item)}
                />
              </li>
            ))}
          </ul>
        </DialogBody>
        <DialogFoot>
          <Button
            look="ghost"
            className="me-auto"
            icon={<ArrowLeft size={15} className="rtl:rotate-180" aria-hidden="true" />}
            onClick={() => setKind(null)}
          >
            Another channel
          </Button>
        </DialogFoot>
      </Dialog>
    )
  return (
    <Dialog open onClose={onClose} title="Connect a channel" description="Where should customers reach you?">
      <DialogBody className="pb-5">
        <Loaded query={channels}>
          {(items) => (
            <ul className="grid gap-2 pane:grid-cols-2">
              {kindsOf(items).map((each) => {
                const [only, ...more] = each.items
                return (
                  <li key={each.kind}>
                    <Choice
                      kind={each.kind}
                      title={each.label}
                      detail={providersOf(each.items)}
                      onChoose={() => (only && more.length === 0 ? onChoose(only) : setKind(each))}
                    />
                  </li>
                )
              })}
            </ul>
          )}
        </Loaded>
      </DialogBody>
    </Dialog>
  )
}

function Choice({
  kind,
  title,
  detail,
  onChoose,
}: {
  kind: ChannelKind
  title: string
  detail?: string
  onChoose: () => void
}) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex h-full w-full items-center gap-3 rounded-lg border border-line px-4 py-3 text-start hover:border-accent hover:bg-accent-soft"
    >
      <ChannelMark kind={kind} size={32} />
      <span className="min-w-0">
        <span className="block font-medium">{title}</span>
        {detail && <span className="block text-sm text-ink-3">{detail}</span>}
      </span>
    </button>
  )
}

function kindsOf(items: ChannelInfo[]): Kind[] {
  return [...Map.groupBy(items, (item) => item.capabilities.channel)].map(([kind, own]) => ({
    kind,
    label: own[0]?.capabilities.connectAs ?? own[0]?.capabilities.label ?? kind,
    items: own,
  }))
}

function providersOf(items: ChannelInfo[]): string {
  const names = items.map((item) => item.providerName)
  return names.length > 3
    ? `By ${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
    : `By ${names.join(', ')}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
