// Be the customer. Everything here goes through the doors that real providers use, so what works here works there.
import './simulator.css'
import './programs.css'
import { FlaskConical } from 'lucide-react'
import { navigate, useSearchWords } from '#web/router/location.ts'
import { ApiError } from '#web/store/api.ts'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import { AddChannel } from './add-channel.tsx'
import { choosePlace } from './apps.ts'
import { useOverview } from './data.ts'
import { Stage } from './stage.tsx'

export default function SimulatorScreen() {
  const overview = useOverview()
  const words = useSearchWords()
  const { data } = overview
  if (!data)
    return (
      <main className="flex h-full flex-col justify-center bg-canvas">
        <h1 className="sr-only">Simulator</h1>
        {overview.error ? (
          <NoSimulator error={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <StageSkeleton />
        )}
      </main>
    )
  const place = choosePlace(words, data.devices, data.inboxes)
  if (place) return <Stage overview={data} {...place} />
  return (
    <main className="flex h-full flex-col justify-center bg-canvas">
      <h1 className="sr-only">Simulator</h1>
      <Empty
        Icon={FlaskConical}
        title="No inbox is connected to the simulator"
        action={
          <AddChannel
            look="primary"
            offers={data.offers}
            onAdded={(_id, app) => navigate(`/simulator?app=${app}`, { replace: true })}
          />
        }
      >
        Add a channel to try with a made-up account, or write the word{' '}
        <code className="font-mono">simulator</code> where the address of the provider’s API, or of the mail
        server, belongs in the settings of an inbox.
      </Empty>
    </main>
  )
}

function NoSimulator({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (error instanceof ApiError && error.status === 404)
    return (
      <Empty Icon={FlaskConical} title="There is no simulator here">
        This installation was started without sample data. Start it with SAMPLE_DATA=on to try things out.
      </Empty>
    )
  return <Trouble error={error} onRetry={onRetry} />
}

function StageSkeleton() {
  return (
    <Skeleton label="Loading the simulator" className="flex h-full items-center justify-center p-6">
      <Bone className="h-full max-h-190 w-full max-w-95 rounded-[3rem]!" />
    </Skeleton>
  )
}
