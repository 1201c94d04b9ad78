import { KeysCard } from './keys-card.tsx'
import { PricesCard } from './prices-card.tsx'
import { TranscriptionCard } from './transcription-card.tsx'
import { UsageCard } from './usage-card.tsx'

export default function ModelsSection() {
  return (
    <>
      <UsageCard />
      <KeysCard />
      <PricesCard />
      <TranscriptionCard />
    </>
  )
}
