import { NotebookPen, Settings2, Stethoscope } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { CopyText } from '#web/screens/settings/parts.tsx'
import { patch } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useChannels } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { ConnectProvider } from './connect-provider.tsx'
import { EditInbox } from './edit-inbox.tsx'
import { Health } from './health.tsx'
import { Quarantine } from './quarantine.tsx'
import { SignIn } from './sign-in.tsx'

const LogDialog = lazy(() => import('#web/screens/thread/log-dialog.tsx'))
const TestDialog = lazy(() => import('./test-dialog.tsx'))

export function InboxCard({ inbox }: { inbox: Inbox }) {
  const [editing, setEditing] = useState(false)
  const [testing, setTesting] = useState(false)
  const [logging, setLogging] = useState(false)
  const provider = useChannels().data?.find(
    (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
  )
  const active = inbox.status === 'active'
  const rules = provider?.capabilities.loggedByHand
  const peopleOnly = provider?.capabilities.automaticReplies === false
  const change = (next: Partial<Pick<Inbox, 'status' | 'aiEnabled'>>, said: string): void => {
    changeInbox(inbox, next).then(
      () => toast.ok(said),
      (error: unknown) => toast.fail(explainBriefly(error)),
    )
  }
  return (
    <article aria-label={inbox.name} className="rounded-xl border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-3 px-5 pt-4">
        <ChannelMark kind={inbox.channel} size={34} />
        <div className="min-w-0 flex-1 basis-44">
          <h3 className="flex flex-wrap items-center gap-x-2 text-md font-semibold">
            {inbox.name}
            {!active && <Badge tone="warn">Paused</Badge>}
            {inbox.sample && <Badge tone="quiet">Sample</Badge>}
          </h3>
          <p className="truncate text-sm text-ink-3">
            {channelLabel(inbox.channel)}
            {inbox.address && ` · ${inbox.address}`}
            {provider && ` · by ${provider.providerName}`}
          </p>
        </div>
        <div className="flex basis-full flex-wrap gap-2 ps-12 pane:basis-auto pane:gap-3 pane:ps-0">
          <Button
            size="sm"
            icon={<Stethoscope size={15} aria-hidden="true" />}
            onClick={() => setTesting(true)}
          >
            Test<span className="sr-only"> {inbox.name}</span>
          </Button>
          <Button
            size="sm"
            icon={<Settings2 size={15} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            Settings<span className="sr-only"> of {inbox.name}</span>
          </Button>
        </div>
      </header>
      <div className="space-y-4 px-5 py-4">
        {inbox.signIn && <SignIn inbox={{ ...inbox, signIn: inbox.signIn }} />}
        {rules ? (
          <p className="text-ink-2">
            Nothing is sent or received here: your people write down what happened on{' '}
            {provider?.capabilities.label}, and it stands in the customer’s thread.
          </p>
        ) : (
          // Before anybody has signed in there is nothing else to say of it.
          inbox.signIn?.done !== false && <Health inbox={inbox} />
        )}
        {!rules && (
          <div className="grid gap-x-8 gap-y-3 border-t border-line pt-4 pane:grid-cols-2">
            <Switch
              label="Active"
              help={active ? 'Receives and sends.' : 'Receives; what you write waits.'}
              checked={active}
              onChange={(on) =>
                change(
                  { status: on ? 'active' : 'paused' },
                  on ? `${inbox.name} is active` : `${inbox.name} is paused`,
                )
              }
            />
            {peopleOnly ? (
              <p className="text-sm text-ink-3">
                <span className="block font-medium text-ink">Only people write here</span>
                Answers are public, so the AI writes none.
              </p>
            ) : (
              <Switch
                label="AI answers here"
                help={inbox.aiEnabled ? 'Where no person has taken over.' : 'Only people answer.'}
                checked={inbox.aiEnabled}
                onChange={(on) =>
                  change({ aiEnabled: on }, on ? 'The AI answers here' : 'The AI is off here')
                }
              />
            )}
          </div>
        )}
        {provider && !provider.ownDoor && (
          <div>
            <p className="mb-1 text-sm font-medium">Webhook address</p>
            <CopyText label={`Webhook address of ${inbox.name}`} text={inbox.webhookUrl} />
            {provider.connect && (
              <ConnectProvider inbox={inbox} connect={provider.connect} className="mt-3" />
            )}
          </div>
        )}
        {rules && (
          <Button
            size="sm"
            icon={<NotebookPen size={15} aria-hidden="true" />}
            onClick={() => setLogging(true)}
          >
            Log something<span className="sr-only"> on {inbox.name}</span>
          </Button>
        )}
        {inbox.health.quarantined > 0 && <Quarantine inbox={inbox} />}
      </div>
      {logging && rules && provider && (
        <Suspense>
          <LogDialog
            inboxId={inbox.id}
            label={provider.capabilities.label}
            rules={rules}
            onClose={() => setLogging(false)}
          />
        </Suspense>
      )}
      {testing && (
        <Suspense>
          <TestDialog inbox={inbox} onClose={() => setTesting(false)} />
        </Suspense>
      )}
      {editing && <EditInbox inbox={inbox} onClose={() => setEditing(false)} />}
    </article>
  )
}

/** Shown at once; taken back if the server refuses. */
async function changeInbox(inbox: Inbox, next: Partial<Inbox>): Promise<void> {
  const put = (fresh: Inbox): void => {
    client.setQueryData<{ items: Inbox[] }>(
      keys.inboxes,
      (held) => held && { items: held.items.map((each) => (each.id === inbox.id ? fresh : each)) },
    )
  }
  put({ ...inbox, ...next })
  try {
    put(await patch<Inbox>(`/inboxes/${inbox.id}`, next))
    // Who answers and by which way one can write hang on it.
    void client.invalidateQueries({ queryKey: ['conversation'] })
  } catch (error) {
    put(inbox)
    throw error
  }
}
