// Things worth trying with a review, one click each.
import type { SimulatorReviewBody } from '#wire/simulator.ts'
import { writeReview } from './data.ts'
import { type Deed, DeedList, Section } from './panel-section.tsx'
import type { PanelProps } from './tries-panel.tsx'
import { COPIES } from './use-send.ts'

type Try = { label: string; hint: string; review: Omit<SimulatorReviewBody, 'inboxId'> }

/** What a customer of this business could write. */
export function reviewTries(service: string | null): Try[] {
  const thing = service?.toLowerCase() ?? 'the visit'
  const good = `I booked ${thing} and they came on time. Friendly, quick, and they cleaned up after themselves.`
  return [
    {
      label: 'A glowing review',
      hint: 'Five stars: thank them in public',
      review: { stars: 5, text: good },
    },
    {
      label: 'An angry review',
      hint: 'The front desk writes nothing here: you do',
      review: { stars: 1, text: `Waited two hours for ${thing} and nobody called. Never again.` },
    },
    {
      label: 'Stars without a word',
      hint: 'Four stars are a review too',
      review: { stars: 4, text: '' },
    },
    {
      label: 'Second thoughts',
      hint: 'Changed: a new message that says so',
      review: { stars: 3, text: `They came back and put ${thing} right, so I add two stars.` },
    },
    {
      label: 'The same push three times',
      hint: 'One message in the inbox',
      review: { stars: 5, text: good, copies: COPIES },
    },
    {
      label: 'A forged push',
      hint: 'Refused at the door. The review is found at the next look, within five minutes',
      review: { stars: 2, text: 'The price was higher than I was told.', signature: 'wrong' },
    },
  ]
}

export function ReviewTries({ device, inbox, service, how, onSent }: PanelProps) {
  const deeds = reviewTries(service).map(
    ({ label, hint, review }): Deed => ({
      label,
      hint,
      async run() {
        await writeReview(device.id, {
          copies: how.duplicates ? COPIES : 1,
          signature: how.forged ? 'wrong' : 'right',
          ...review,
          inboxId: inbox.id,
        })
        onSent?.()
      },
    }),
  )
  return (
    <Section title="What to try">
      <DeedList deeds={deeds} />
    </Section>
  )
}
