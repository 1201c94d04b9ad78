// The bubbles of a phone, oldest first, with the days between them.
import { MessageCircleDashed } from 'lucide-react'
import { Fragment, useEffect, useRef } from 'react'
import { dayKey, dayLabel } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { SimulatorApp, SimulatorDevice, SimulatorInbox, SimulatorText } from '#wire/simulator.ts'
import { LostText, TextBubble } from './text-bubble.tsx'
import type { HowToSend } from './use-send.ts'

type Props = {
  app: SimulatorApp
  device: SimulatorDevice
  inbox: SimulatorInbox
  how: HowToSend
  business: string
  texts: SimulatorText[]
}

const lost = (text: SimulatorText): boolean => text.status === 'undelivered' || text.status === 'failed'
/** A phone knows nothing of a message that is still with the carrier. */
const arrived = (text: SimulatorText): boolean => text.from === 'customer' || text.status !== 'queued'

export function TextLog({ app, device, inbox, how, business, texts }: Props) {
  const now = useNow()
  const shown = texts.filter(arrived)
  const { log, content, onScroll } = useFollow(shown.at(-1))
  return (
    <div
      ref={log}
      onScroll={onScroll}
      role="log"
      aria-label={`Texts with ${business}`}
      tabIndex={0}
      className="sim-log scroll-quiet focus-inset min-h-0 flex-1 overflow-y-auto px-3.5 pt-2 pb-3"
    >
      {shown.length === 0 && (
        <div className="flex h-full flex-col items-center justify-center gap-2 px-6 text-center">
          <MessageCircleDashed size={30} className="sim-soft" aria-hidden="true" />
          <p className="font-semibold">Say hello to {business}</p>
          <p className="sim-soft text-sm">
            Write below as their customer. The front desk answers here, and the conversation appears in the
            inbox.
          </p>
        </div>
      )}
      <div ref={content}>
        {shown.map((text, index) => {
          const before = shown[index - 1]
          const after = shown[index + 1]
          const newDay = !before || dayKey(before.at) !== dayKey(text.at)
          const joins = (other: SimulatorText | undefined) =>
            other !== undefined &&
            other.from === text.from &&
            !lost(other) &&
            dayKey(other.at) === dayKey(text.at)
          return (
            <Fragment key={text.id}>
              {newDay && <p className="sim-day">{dayLabel(text.at, now)}</p>}
              {lost(text) ? (
                <LostText text={text} />
              ) : (
                <TextBubble
                  {...{ app, device, inbox, how, text }}
                  first={!joins(before)}
                  last={!joins(after)}
                />
              )}
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}

/** Near enough to the end to count as reading there. */
const NEAR = 60

/** Keeps the newest in sight, also while pictures grow into place, unless somebody has scrolled up to read. */
function useFollow(newest: SimulatorText | undefined) {
  const log = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const place = useRef(0)
  const own = newest?.from === 'customer' ? newest.id : null
  const toEnd = (): void => {
    if (log.current && following.current) log.current.scrollTop = log.current.scrollHeight
  }
  useEffect(() => {
    if (own !== null) following.current = true
    toEnd()
  }, [own])
  useEffect(() => {
    if (!content.current) return
    const observer = new ResizeObserver(toEnd)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [])
  const onScroll = (): void => {
    if (!log.current) return
    const { scrollHeight, scrollTop, clientHeight } = log.current
    // Only a person scrolls up; that the end moves away is a picture that has loaded.
    if (scrollHeight - scrollTop - clientHeight < NEAR) following.current = true
    else if (scrollTop < place.current) following.current = false
    place.current = scrollTop
  }
  return { log, content, onScroll }
}
