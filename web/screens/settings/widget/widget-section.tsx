// The chat on the business's web site: how it looks, the line that installs it, and the real thing beside it.
import { Globe } from 'lucide-react'
import { useState } from 'react'
import { NewInbox } from '#web/screens/settings/inboxes/new-inbox.tsx'
import { SettingControl } from '#web/screens/settings/inboxes/setting-control.tsx'
import { tidySettings } from '#web/screens/settings/inboxes/tidy-settings.ts'
import { Card, CopyText, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { patch } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import { type ChannelInfo, useChannels, useInboxes } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { Empty } from '#web/ui/states.tsx'
import type { Inbox } from '#wire/api/settings.ts'

export default function WidgetSection() {
  const channels = useChannels()
  const inboxes = useInboxes()
  const [chosen, setChosen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  // Visitors of a page are the only customers without an address: what serves them is the widget.
  const widgets = channels.data?.filter((c) => c.capabilities.addressKind === 'visitor') ?? []
  return (
    <Loaded query={inboxes}>
      {(items) => {
        const mine = items.filter((inbox) => widgets.some((w) => w.capabilities.channel === inbox.channel))
        const inbox = mine.find((each) => each.id === chosen) ?? mine[0]
        const channel = widgets.find((w) => w.capabilities.channel === inbox?.channel)
        if (!inbox || !channel)
          return (
            <>
              <Empty
                Icon={Globe}
                title="No chat yet"
                action={
                  <Button look="primary" onClick={() => setAdding(true)}>
                    Make one
                  </Button>
                }
              >
                Visitors ask, book and leave their details right on your page.
              </Empty>
              {adding && <NewInbox onClose={() => setAdding(false)} />}
            </>
          )
        return (
          <>
            {mine.length > 1 && (
              <SelectField
                label="Chat"
                className="mb-5 max-w-80"
                value={inbox.id}
                options={mine.map((each) => ({ value: each.id, label: each.name }))}
                onChange={(event) => setChosen(event.target.value)}
              />
            )}
            <Install inbox={inbox} />
            <Look key={inbox.id} inbox={inbox} channel={channel} />
          </>
        )
      }}
    </Loaded>
  )
}

function Install({ inbox }: { inbox: Inbox }) {
  const snippet = `<script async src="${window.location.origin}/widget.js" data-inbox="${inbox.key}"></script>`
  return (
    <Card title="Install" help="Put this line before </body> on every page that should have the chat.">
      <CopyText label="Install snippet" text={snippet} block />
    </Card>
  )
}

function Look({ inbox, channel }: { inbox: Inbox; channel: ChannelInfo }) {
  const [changed, setChanged] = useState<Record<string, unknown>>({})
  const [version, setVersion] = useState(0)
  const saving = useSaving()
  const settings = { ...inbox.settings, ...changed }
  const save = async (): Promise<void> => {
    const done = await saving.run(async () => {
      await patch(`/inboxes/${inbox.id}`, { settings: tidySettings(channel.settings, settings) })
      await client.invalidateQueries({ queryKey: keys.inboxes })
    })
    if (!done) return
    setChanged({})
    setVersion(version + 1)
  }
  return (
    <div className="grid gap-5 rail:grid-cols-[minmax(0,1fr)_19rem]">
      <SaveForm
        dirty={Object.keys(changed).length > 0}
        saving={saving}
        onSave={() => void save()}
        onReset={() => setChanged({})}
      >
        <Card title="Look and behaviour">
          <div className="space-y-4">
            {channel.settings.map((field) => (
              <SettingControl
                key={field.name}
                field={field}
                value={settings[field.name]}
                error={saving.fields[`settings.${field.name}`]}
                onChange={(next) => setChanged({ ...changed, [field.name]: next })}
              />
            ))}
          </div>
        </Card>
      </SaveForm>
      <figure className="hidden rail:block">
        <figcaption className="mb-2 text-sm font-medium text-ink-3">
          As visitors see it{Object.keys(changed).length > 0 && ', after saving'}
        </figcaption>
        <iframe
          key={version}
          title="Preview of the chat"
          src={`/widget/${inbox.key}/frame`}
          className="h-120 w-full rounded-xl border border-line bg-[#fff] shadow-2"
        />
      </figure>
    </div>
  )
}
