// "Try a question": what the AI would find, which source wins and why, before a customer asks it.
import { Check, ExternalLink, MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import { Card } from '#web/screens/settings/parts.tsx'
import { explainBriefly } from '#web/store/explain.ts'
import { useFound } from '#web/store/knowledge.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { agoLong } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { KnowledgeFound } from '#wire/api/knowledge.ts'
import { kindName, standings } from './source-words.ts'

type Passage = KnowledgeFound['items'][number]

export function AskBox({ audiences }: { audiences: string[] }) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [audience, setAudience] = useState('')
  const found = useFound(asked, { channel: '', audience })
  const items = found.data?.items ?? []
  return (
    <Card
      title="Try a question"
      help="Type it as a customer would. You see what the AI finds, and which source wins."
    >
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(text.trim())
        }}
      >
        <TextField
          label="A customer’s question"
          hideLabel
          className="min-w-48 flex-1"
          maxLength={300}
          dir="auto"
          placeholder="Where can I park?"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {audiences.length > 0 && (
          <SelectField
            label="Asked of"
            hideLabel
            className="w-40"
            value={audience}
            onChange={(event) => setAudience(event.target.value)}
            options={[
              { value: '', label: 'As any customer' },
              ...audiences.map((name) => ({ value: name, label: `As “${name}”` })),
            ]}
          />
        )}
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
        {asked && found.data && items.length === 0 && (
          <p className="mt-3 rounded-md bg-warn-soft px-3.5 py-2.5 text-warn-ink">
            Nothing found. The AI would ask the customer back, or hand over to a person. Add the answer below.
          </p>
        )}
        {asked && items.length > 0 && (
          <ol className="mt-3 space-y-2">
            {items.map((passage, index) => (
              <Found
                key={`${passage.sourceId} ${passage.title} ${passage.text}`}
                passage={passage}
                why={index === 0 ? (found.data?.why ?? null) : null}
              />
            ))}
          </ol>
        )}
      </div>
    </Card>
  )
}

const ways: Record<Passage['by'][number], string> = {
  words: 'words',
  spelling: 'spelling',
  meaning: 'meaning',
}

function Found({ passage, why }: { passage: Passage; why: string | null }) {
  const now = useNow()
  return (
    <li
      className={cx(
        'rounded-lg px-3.5 py-2.5',
        why ? 'border border-accent-line bg-accent-soft' : 'bg-sunken',
      )}
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
        <span dir="auto" className="min-w-0 wrap-anywhere">
          {passage.title}
        </span>
        <Badge tone="quiet">{kindName(passage.kind)}</Badge>
        {passage.stale && <Badge tone="warn">Old</Badge>}
        {passage.url && (
          <a
            href={passage.url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={`Open ${passage.title}`}
            className="text-ink-3 hover:text-ink"
          >
            <ExternalLink size={14} aria-hidden="true" />
          </a>
        )}
      </p>
      <p dir="auto" className="line-clamp-4 whitespace-pre-line text-sm text-ink-2 wrap-anywhere">
        {passage.text}
      </p>
      <p className={cx('mt-1 text-sm', why ? 'text-accent-ink' : 'text-ink-3')}>
        {standings[passage.standing]}
        {passage.readAt && ` · ${agoLong(passage.readAt, now)}`}
        {passage.by.length > 0 && ` · found by ${passage.by.map((way) => ways[way]).join(' and ')}`}
      </p>
      {why && (
        <p className="mt-1 flex items-start gap-1.5 text-sm font-medium text-accent-ink">
          <Check size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
          <span>Wins. {why}</span>
        </p>
      )}
    </li>
  )
}
