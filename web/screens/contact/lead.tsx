// Where the sale stands, how warm it is and by which facts, and what they want.
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import { type ContactPatch, editContact } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Badge } from '#web/ui/badge.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { EditInPlace } from './edit-in-place.tsx'
import { Facts } from './facts.tsx'
import { leadNames, options, temperatureNames } from './names.ts'
import { Section } from './section.tsx'

const BY_FACTS = 'facts'

export function Lead({ contact }: { contact: ContactDetail }) {
  const { temperature, temperatureByHand, temperatureReasons } = contact
  const change = (next: ContactPatch): void =>
    void editContact(contact, next).catch((error: unknown) => toast.fail(explainBriefly(error)))
  const warmth = temperatureNames[temperature]
  return (
    <Section title="Lead">
      <div className="grid grid-cols-2 gap-2">
        <SelectField
          label="Status"
          value={contact.leadStatus}
          options={options(leadNames)}
          onChange={(event) => change({ leadStatus: event.target.value as LeadStatus })}
        />
        <SelectField
          label="Temperature"
          value={temperatureByHand ? temperature : BY_FACTS}
          options={[
            { value: BY_FACTS, label: 'By the facts' },
            ...Object.entries(temperatureNames).map(([value, { label }]) => ({ value, label })),
          ]}
          onChange={({ target }) =>
            change({ temperature: target.value === BY_FACTS ? null : (target.value as Temperature) })
          }
        />
      </div>
      <div className="mt-2 flex items-start gap-2 text-sm">
        <Badge tone={warmth.tone}>{warmth.label}</Badge>
        <ul className="min-w-0 text-ink-3">
          {temperatureByHand ? (
            <li>Set by hand</li>
          ) : (
            temperatureReasons.map((reason) => <li key={reason}>{reason}</li>)
          )}
        </ul>
      </div>
      <h4 className="mt-3 text-sm font-medium">Need</h4>
      <EditInPlace
        label="Need"
        multiline
        value={contact.need}
        placeholder="What do they want?"
        maxLength={1000}
        className="text-sm"
        onSave={(need) => editContact(contact, { need })}
      />
      <Facts facts={contact.facts} />
    </Section>
  )
}
