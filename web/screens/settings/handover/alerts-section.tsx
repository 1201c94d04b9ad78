// Whom to call when a customer needs a person, and until when; what the customer is told; when the AI answers again.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HandoverSettings } from '#domain/handover-settings.ts'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { get, put } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import { Switch } from '#web/ui/switch.tsx'
import type { HandoverSettingsWire } from '#wire/api/handover.ts'
import { Ladder } from './ladder.tsx'
import { People } from './people.tsx'
import { NumberBox, Span } from './small-fields.tsx'
import { Tell } from './tell.tsx'

export default function AlertsSection() {
  const query = useQuery({
    queryKey: keys.handoverSettings,
    queryFn: ({ signal }) => get<HandoverSettingsWire>('/handover-settings', undefined, signal),
  })
  return <Loaded query={query}>{(stored) => <Form stored={stored} />}</Loaded>
}

function Form({ stored }: { stored: HandoverSettingsWire }) {
  const [changed, setChanged] = useState<Partial<HandoverSettings>>({})
  const value: HandoverSettings = { ...stored.settings, ...changed }
  const saving = useSaving()
  const change = (part: Partial<HandoverSettings>): void => setChanged({ ...changed, ...part })
  const save = async (): Promise<void> => {
    const done = await saving.run(async () => {
      client.setQueryData(keys.handoverSettings, await put<HandoverSettingsWire>('/handover-settings', value))
      void client.invalidateQueries({ queryKey: keys.checklist })
      void client.invalidateQueries({ queryKey: keys.me })
    })
    if (done) setChanged({})
  }
  return (
    <SaveForm
      dirty={Object.keys(changed).length > 0}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setChanged({})}
    >
      <People
        people={value.people}
        ways={stored.ways}
        errors={saving.fields}
        onChange={(people) => change({ people })}
      />
      <Ladder
        ladder={value.ladder}
        several={value.people.length > 1}
        error={saving.fields.ladder}
        onChange={(ladder) => change({ ladder })}
      >
        <Switch
          label="Also outside of the opening hours"
          help="Else the first alert comes at once, and the others wait until you open. Emergencies never wait."
          checked={value.repeatAfterHours}
          onChange={(repeatAfterHours) => change({ repeatAfterHours })}
        />
        <Switch
          label="Quiet hours"
          help="No text messages then, only mails. Emergencies ring anyway."
          checked={value.quiet !== null}
          onChange={(on) => change({ quiet: on ? { from: '22:00', to: '07:00' } : null })}
        />
        {value.quiet && <Span label="Quiet" value={value.quiet} onChange={(quiet) => change({ quiet })} />}
      </Ladder>
      <Tell settings={value} defaults={stored.defaults} onChange={(tell) => change({ tell })} />
      <Card
        title="Customers whom nobody answers"
        help="Where a person has a conversation and the customer waits for an answer."
      >
        <Switch
          label="Alert us when a customer waits too long"
          help="Counted in your opening hours, once for each message."
          checked={value.unansweredMinutes !== null}
          onChange={(on) => change({ unansweredMinutes: on ? 30 : null })}
        />
        {value.unansweredMinutes !== null && (
          <NumberBox
            label="After so many minutes"
            min={5}
            max={2_880}
            value={value.unansweredMinutes}
            onChange={(unansweredMinutes) => change({ unansweredMinutes })}
          />
        )}
      </Card>
      <Card
        title="When the AI answers again"
        help="By hand at any time, and always after you close a conversation. By itself only where you say so here."
      >
        <div className="space-y-4">
          <Switch
            label="Some hours after a person wrote last"
            checked={value.resume.afterHours !== null}
            onChange={(on) => change({ resume: { ...value.resume, afterHours: on ? 12 : null } })}
          />
          {value.resume.afterHours !== null && (
            <NumberBox
              label="After so many hours"
              min={0.5}
              max={168}
              step={0.5}
              value={value.resume.afterHours}
              onChange={(afterHours) => change({ resume: { ...value.resume, afterHours } })}
            />
          )}
          <Switch
            label="When you close for the day"
            checked={value.resume.atClosing}
            onChange={(atClosing) => change({ resume: { ...value.resume, atClosing } })}
          />
          {(value.resume.afterHours !== null || value.resume.atClosing) && (
            <Switch
              label="Even where the customer waits for a person"
              help="Else the AI leaves alone what was written to a person, until that person has answered."
              checked={value.resume.evenIfUnanswered}
              onChange={(evenIfUnanswered) => change({ resume: { ...value.resume, evenIfUnanswered } })}
            />
          )}
        </div>
      </Card>
    </SaveForm>
  )
}
