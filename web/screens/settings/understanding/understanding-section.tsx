// What customers mean: a sentence to try, who gets a person, and the business's own examples.
import { EscalationGrounds } from './escalation-grounds.tsx'
import { OwnExamples } from './own-examples.tsx'
import { TryBox } from './try-box.tsx'

export default function UnderstandingSection() {
  return (
    <>
      <TryBox />
      <EscalationGrounds />
      <OwnExamples />
    </>
  )
}
