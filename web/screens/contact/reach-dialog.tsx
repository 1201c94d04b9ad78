import { useState } from 'react'
import { editContact } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const zones = Intl.supportedValuesOf('timeZone')

/** Their time zone, and what they asked for. Automatic messages keep to it; people are told. */
export default function ReachDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { reach, place } = contact
  const wish = reach.doNotDisturb ?? {}
  const [timeZone, setTimeZone] = useState(reach.timeZone ?? '')
  const [region, setRegion] = useState(reach.region ?? '')
  const [notBefore, setNotBefore] = useState(wish.notBefore ?? '')
  const [notAfter, setNotAfter] = useState(wish.notAfter ?? '')
  const [until, setUntil] = useState(wish.until ? local(wish.until) : '')
  const [on, setOn] = useState<number[]>(wish.days ?? [])
  const [noMarketing, setNoMarketing] = useState(wish.noMarketing ?? false)
  const [busy, setBusy] = useState(false)
  const wrong = notBefore !== '' && notAfter !== '' && notBefore >= notAfter
  const save = async (): Promise<void> => {
    setBusy(true)
    const doNotDisturb = {
      ...(until && { until: new Date(until).toISOString() }),
      ...(notBefore && { notBefore }),
      ...(notAfter && { notAfter }),
      ...(on.length > 0 && on.length < 7 && { days: on.toSorted((a, b) => a - b) }),
      ...(noMarketing && { noMarketing }),
    }
    try {
      await editContact(contact, {
        reach: {
          timeZone: timeZone || null,
          region: region.trim().toUpperCase() || null,
          doNotDisturb: Object.keys(doNotDisturb).length > 0 ? doNotDisturb : null,
        },
      })
      toast.ok('Saved')
      onClose()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="When to write"
      description="Automatic messages keep to it. People may still write, and are told."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <DialogBody className="max-h-[62dvh] space-y-4">
          <div className="flex flex-wrap gap-3">
            <SelectField
              label="Time zone"
              className="min-w-52 flex-1"
              value={timeZone}
              options={[
                {
                  value: '',
                  label: place && !reach.timeZone ? `${place.city} (${place.because})` : 'By their number',
                },
                ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
              ]}
              onChange={(event) => setTimeZone(event.target.value)}
            />
            <TextField
              label="State or country"
              optional
              className="w-40"
              placeholder="US-TX, GB"
              pattern="[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?"
              value={region}
              onChange={(event) => setRegion(event.target.value)}
            />
          </div>
          <div className="flex flex-wrap gap-3">
            <TextField
              label="Not before"
              optional
              type="time"
              className="w-36"
              value={notBefore}
              onChange={(event) => setNotBefore(event.target.value)}
            />
            <TextField
              label="Not after"
              optional
              type="time"
              className="w-36"
              value={notAfter}
              error={wrong ? 'Later than “not before”.' : null}
              onChange={(event) => setNotAfter(event.target.value)}
            />
          </div>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">
              Only on <span className="font-normal text-ink-3">(none chosen: every day)</span>
            </legend>
            <div className="flex flex-wrap gap-1.5">
              {days.map((day, index) => {
                const number = index + 1
                const chosen = on.includes(number)
                return (
                  <button
                    key={day}
                    type="button"
                    aria-pressed={chosen}
                    onClick={() => setOn(chosen ? on.filter((each) => each !== number) : [...on, number])}
                    className={cx(
                      'h-8 rounded-full border px-3 text-sm font-medium',
                      chosen
                        ? 'border-accent bg-accent-soft text-accent-ink'
                        : 'border-control bg-raised text-ink-2 hover:border-ink-3',
                    )}
                  >
                    {day}
                  </button>
                )
              })}
            </div>
          </fieldset>
          <TextField
            label="Nothing automatic until"
            optional
            type="datetime-local"
            className="max-w-64"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
          <Switch
            label="No offers, ever"
            help="Nothing that sells goes to this contact, by nobody."
            checked={noMarketing}
            onChange={setNoMarketing}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={wrong}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

/** What a field for date and time takes: this browser's clock without a zone. */
function local(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
