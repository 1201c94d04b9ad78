// "Ask your front desk": what the AI would find for a question, before a customer asks it.
import { useQuery } from '@tanstack/react-query'
import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import { Card } from '#web/screens/settings/parts.tsx'
import { get } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import type { Passage } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'

const kindNames: Record<string, string> = {
  faq: 'Question',
  document: 'Document',
  service: 'Service',
  profile: 'Profile',
  hours: 'Hours',
}

export function AskBox() {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const found = useQuery({
    queryKey: [...keys.knowledge, 'ask', asked],
    queryFn: ({ signal }) => get<{ items: Passage[] }>('/knowledge/search', { q: asked, limit: 3 }, signal),
    enabled: asked !== '',
    staleTime: 0,
  })
  return (
    <Card
      title="Ask your front desk"
      help="Type a question as a customer would. You see what the AI would find."
    >
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(text.trim())
        }}
      >
        <TextField
          label="A customer’s question"
          hideLabel
          className="flex-1"
          maxLength={300}
          dir="auto"
          placeholder="Where can I park?"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          type="submit"
          disabled={text.trim() === ''}
          busy={found.isFetching}
          icon={<MessageCircleQuestion size={16} aria-hidden="true" />}
        >
          Ask
        </Button>
      </form>
      <div aria-live="polite">
        {found.error && <p className="mt-3 text-danger-ink">{explainBriefly(found.error)}</p>}
        {asked && found.data?.items.length === 0 && (
          <p className="mt-3 rounded-md bg-warn-soft px-3.5 py-2.5 text-warn-ink">
            Nothing found. The AI would ask the customer back, or hand over to a person. Add the answer below.
          </p>
        )}
        {asked && found.data && found.data.items.length > 0 && (
          <ol className="mt-3 space-y-2">
            {found.data.items.map((passage) => (
              <li
                key={`${passage.kind} ${passage.sourceId} ${passage.text}`}
                className="rounded-md bg-sunken px-3.5 py-2.5"
              >
                <p className="flex items-center gap-2 font-medium">
                  {passage.title}
                  <Badge tone="quiet">{kindNames[passage.kind] ?? passage.kind}</Badge>
                </p>
                <p dir="auto" className="line-clamp-3 text-sm text-ink-2">
                  {passage.text}
                </p>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  )
}
