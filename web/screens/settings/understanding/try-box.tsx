// "How would it be read?": one sentence, its reading, and whether a person would be called.
import { useMutation } from '@tanstack/react-query'
import { ScanText, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Card } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { intentNames, moodNames, urgencyNames } from '#web/store/intent-names.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import type { TriedReading } from '#wire/api/understanding.ts'

export function TryBox() {
  const [text, setText] = useState('')
  const reading = useMutation({
    mutationFn: (said: string) => post<TriedReading>('/understanding/try', { text: said }),
  })
  return (
    <Card
      title="Try a sentence"
      help="Type what a customer might write, in any of six languages. You see how it is read."
    >
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          reading.mutate(text.trim())
        }}
      >
        <TextField
          label="A customer’s message"
          hideLabel
          className="flex-1"
          maxLength={500}
          dir="auto"
          placeholder="Can you come tomorrow? The sink drips."
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          type="submit"
          disabled={text.trim() === ''}
          busy={reading.isPending}
          icon={<ScanText size={16} aria-hidden="true" />}
        >
          Read
        </Button>
      </form>
      <div aria-live="polite">
        {reading.error && <p className="mt-3 text-danger-ink">{explainBriefly(reading.error)}</p>}
        {reading.data && <Result {...reading.data} />}
      </div>
    </Card>
  )
}

function Result({ understanding: u, escalation }: TriedReading) {
  return (
    <div className="mt-3 rounded-md bg-sunken px-3.5 py-3">
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge tone={u.intent === 'emergency' ? 'danger' : 'accent'}>
          {u.outOfScope ? 'Off topic' : intentNames[u.intent]}
        </Badge>
        {u.mood !== 'neutral' && (
          <Badge tone={u.mood === 'happy' ? 'info' : 'warn'}>{moodNames[u.mood]}</Badge>
        )}
        {u.urgency !== 'normal' && u.intent !== 'emergency' && (
          <Badge tone={u.urgency === 'low' ? 'quiet' : 'warn'}>{urgencyNames[u.urgency]}</Badge>
        )}
        <span className="tabular text-sm text-ink-3">
          {Math.round(u.confidence * 100)} % sure{u.language ? `, ${languageName(u.language)}` : ''}
        </span>
      </p>
      <p className="mt-1.5 text-sm text-ink-2">{u.why}.</p>
      {escalation && (
        <p className="mt-2 flex items-start gap-1.5 text-sm font-medium">
          <UserRound size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
          <span dir="auto">A person is called. {escalation}</span>
        </p>
      )}
    </div>
  )
}

function languageName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
}
