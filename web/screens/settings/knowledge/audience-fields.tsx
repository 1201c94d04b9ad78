import { useState } from 'react'
import type { ChannelKind } from '#domain/channel.ts'
import { useChannels } from '#web/store/settings.ts'
import { channelLabel } from '#web/ui/channel-mark.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Checkbox } from './checkbox.tsx'

export type Audience = { audiences: string[]; channels: ChannelKind[]; expiresAt: string | null }

/** Who may be told, where and until when. Closed where nothing is limited: most sources are for everybody. */
export function AudienceFields({ value, onChange }: { value: Audience; onChange: (next: Audience) => void }) {
  const limited = value.audiences.length > 0 || value.channels.length > 0 || value.expiresAt !== null
  const [names, setNames] = useState(value.audiences.join(', '))
  const channels = useChannels()
  const kinds = [
    ...new Map((channels.data ?? []).map((c) => [c.capabilities.channel, c.capabilities.channel])).keys(),
  ]
  const toggle = (kind: ChannelKind, on: boolean): void =>
    onChange({
      ...value,
      channels: on ? [...value.channels, kind] : value.channels.filter((c) => c !== kind),
    })
  return (
    <details open={limited} className="group rounded-lg border border-line px-3.5 py-2.5">
      <summary className="cursor-pointer font-medium text-ink-2">
        Who may be told, and until when{' '}
        <span className="font-normal text-ink-3">{limited ? '' : '(everybody, always)'}</span>
      </summary>
      <div className="space-y-4 pt-3 pb-1.5">
        <TextField
          label="Only AI agents with one of these"
          optional
          maxLength={300}
          placeholder="staff, members"
          value={names}
          help="Words of your own, separated by commas; the same ones are given to an agent."
          onChange={(event) => {
            setNames(event.target.value)
            onChange({
              ...value,
              audiences: event.target.value
                .split(',')
                .map((a) => a.trim())
                .filter(Boolean),
            })
          }}
        />
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">
            Only on these channels <span className="font-normal text-ink-3">(none: on all)</span>
          </legend>
          <div className="flex flex-wrap gap-x-4 gap-y-2">
            {kinds.map((kind) => (
              <Checkbox
                key={kind}
                label={channelLabel(kind)}
                checked={value.channels.includes(kind)}
                onChange={(on) => toggle(kind, on)}
              />
            ))}
          </div>
        </fieldset>
        <TextField
          label="Until"
          optional
          type="date"
          value={value.expiresAt?.slice(0, 10) ?? ''}
          help="After this day nothing of it is said any more: a seasonal price, a holiday notice."
          onChange={(event) =>
            onChange({
              ...value,
              expiresAt: event.target.value ? `${event.target.value}T23:59:59.000Z` : null,
            })
          }
        />
      </div>
    </details>
  )
}
