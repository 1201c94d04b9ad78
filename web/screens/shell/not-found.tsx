import { Compass } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/states.tsx'

export function NotFound({ inner }: { inner?: boolean }) {
  const Frame = inner ? 'div' : 'main'
  return (
    <Frame className="flex h-full items-center bg-surface">
      {!inner && <h1 className="sr-only">Not found</h1>}
      <Empty
        Icon={Compass}
        title="There is nothing at this address"
        action={
          <Link href="/inbox" className={buttonClass('primary')}>
            Go to the inbox
          </Link>
        }
      >
        The link may be old, or the page has moved.
      </Empty>
    </Frame>
  )
}
