// The sentences with which the business has said what it means: by intent, added here or by correcting a message.
import { useQuery } from '@tanstack/react-query'
import { MessagesSquare, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type Intent, intents } from '#domain/intent.ts'
import { Card, Loaded, useSaving } from '#web/screens/settings/parts.tsx'
import { get, post, remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { intentNames } from '#web/store/intent-names.ts'
import { keys } from '#web/store/keys.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Empty } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { IntentExampleWire } from '#wire/api/understanding.ts'

const refetch = (): void => void client.invalidateQueries({ queryKey: keys.intentExamples })

export function OwnExamples() {
  const list = useQuery({
    queryKey: keys.intentExamples,
    queryFn: ({ signal }) => get<{ items: IntentExampleWire[] }>('/intent-examples', {}, signal),
  })
  return (
    <Card
      title="Your examples"
      help="Frontdesk knows thousands of sentences. Add those that only your customers write; correcting a message in a conversation adds it here."
    >
      <AddExample />
      <div className="mt-4">
        <Loaded query={list}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty Icon={MessagesSquare} title="No examples of your own yet">
                Correct a message that was read wrongly, or add a sentence above.
              </Empty>
            ) : (
              <ByIntent items={items} />
            )
          }
        </Loaded>
      </div>
    </Card>
  )
}

function AddExample() {
  const [text, setText] = useState('')
  const [intent, setIntent] = useState<Intent>('booking')
  const saving = useSaving()
  const add = async (): Promise<void> => {
    if (!(await saving.run(() => post('/intent-examples', { intent, text: text.trim() }), 'Added'))) return
    setText('')
    refetch()
  }
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextField
        label="When a customer writes"
        className="min-w-60 flex-1"
        maxLength={500}
        dir="auto"
        placeholder="The usual for Tuesday"
        value={text}
        error={saving.fields.text ?? (saving.error ? explainBriefly(saving.error) : undefined)}
        onChange={(event) => setText(event.target.value)}
      />
      <SelectField
        label="it means"
        className="w-56"
        value={intent}
        onChange={(event) => setIntent(event.target.value as Intent)}
        options={intents.map((one) => ({ value: one, label: intentNames[one] }))}
      />
      <Button
        type="submit"
        look="primary"
        busy={saving.busy}
        disabled={text.trim().length < 2}
        icon={<Plus size={16} aria-hidden="true" />}
      >
        Add
      </Button>
    </form>
  )
}

function ByIntent({ items }: { items: IntentExampleWire[] }) {
  const groups = intents
    .map((intent) => ({ intent, own: items.filter((item) => item.intent === intent) }))
    .filter(({ own }) => own.length > 0)
  return (
    <ul className="space-y-4">
      {groups.map(({ intent, own }) => (
        <li key={intent}>
          <h4 className="mb-1.5 text-sm font-semibold text-ink-2">
            {intentNames[intent]} <span className="tabular font-normal text-ink-3">{own.length}</span>
          </h4>
          <ul className="space-y-1">
            {own.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Item({ item }: { item: IntentExampleWire }) {
  const take = async (): Promise<void> => {
    try {
      await remove(`/intent-examples/${item.id}`)
      refetch()
      toast.ok('Removed', {
        action: {
          label: 'Undo',
          onClick: () =>
            void post('/intent-examples', { intent: item.intent, text: item.text }).then(
              refetch,
              (error: unknown) => toast.fail(explainBriefly(error)),
            ),
        },
      })
    } catch (error) {
      toast.fail(explainBriefly(error))
    }
  }
  return (
    <li className="flex items-center gap-2 rounded-md bg-sunken py-1 ps-3 pe-1">
      <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
        {item.text}
      </span>
      {item.messageId && <span className="shrink-0 text-xs text-ink-3">from a conversation</span>}
      <IconButton label={`Remove “${item.text}”`} size="sm" onClick={() => void take()}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </li>
  )
}
