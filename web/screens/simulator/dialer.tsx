// The customer's telephone in a call. The reader is both ends of it: the customer who calls, and, while it rings, whoever
// of the business picks up or does not.
import { Phone, PhoneOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { clockLength } from '#domain/call-words.ts'
import { initials } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import type { SimulatorCall, SimulatorDevice, SimulatorInbox } from '#wire/simulator.ts'
import { callStep } from './data.ts'

type Props = { device: SimulatorDevice; inbox: SimulatorInbox; business: string; inboxPicker: ReactNode }

export function Dialer({ device, inbox, business, inboxPicker }: Props) {
  const [call, setCall] = useState<SimulatorCall | null>(null)
  const [busy, setBusy] = useState(false)
  const timed = call?.phase === 'speaking' || call?.phase === 'voicemail'
  const seconds = useSeconds(timed ? `${call.sid} ${call.phase}` : null)

  const step = async (name: 'dial' | 'answer' | 'let_ring' | 'hang_up'): Promise<void> => {
    setBusy(true)
    const next = await callStep(device.id, {
      inboxId: inbox.id,
      step: name,
      seconds: timed ? seconds : 0,
      ...(call && name !== 'dial' ? { call } : {}),
    })
    if (next) setCall(next)
    setBusy(false)
  }
  const phase = call?.phase ?? 'ended'
  return (
    <section aria-label={`${device.name}’s telephone`} className="sim-phone sim-calls">
      <div className="sim-glass">
        <div className="flex justify-end p-4">{inboxPicker}</div>
        <div className="flex min-h-0 flex-1 flex-col items-center px-6 pt-4 text-center">
          <span
            aria-hidden="true"
            className={cx(
              'sim-call-face flex size-24 items-center justify-center rounded-full text-2xl font-semibold',
              phase === 'ringing' && 'animate-pulse motion-reduce:animate-none',
            )}
          >
            {initials(business)}
          </span>
          <h2 className="mt-5 text-xl font-semibold">{business}</h2>
          <p className="sim-call-soft tabular mt-0.5 text-base">{inbox.display}</p>
          <p role="status" className="tabular mt-3 text-md">
            {phaseWords(call, seconds)}
          </p>
          {call && call.hears.length > 0 && (
            <ul aria-label="What the caller hears" className="mt-5 w-full space-y-2">
              {call.hears.map((text) => (
                <li key={text} dir="auto" className="sim-call-said rounded-xl px-4 py-2.5 text-base">
                  “{text}”
                </li>
              ))}
            </ul>
          )}
          {phase === 'ringing' && call && (
            <div className="sim-call-said mt-6 w-full rounded-xl p-4">
              <p className="text-sm">
                At the business rings <b className="tabular font-semibold">{call.rings.join(', ')}</b>
              </p>
              <div className="mt-3 grid gap-2">
                <Button busy={busy} onClick={() => void step('answer')}>
                  Pick up there
                </Button>
                <Button busy={busy} onClick={() => void step('let_ring')}>
                  Nobody picks up
                </Button>
              </div>
            </div>
          )}
        </div>
        <footer className="flex justify-center p-8">
          {phase === 'ended' ? (
            <Round label={call ? 'Call again' : 'Call'} busy={busy} onClick={() => void step('dial')} go>
              <Phone size={26} aria-hidden="true" />
            </Round>
          ) : (
            <Round label="Hang up" busy={busy} onClick={() => void step('hang_up')}>
              <PhoneOff size={26} aria-hidden="true" />
            </Round>
          )}
        </footer>
      </div>
    </section>
  )
}

function phaseWords(call: SimulatorCall | null, seconds: number): string {
  switch (call?.phase) {
    case 'ringing':
      return 'Ringing …'
    case 'speaking':
      return `Speaking · ${clockLength(seconds)}`
    case 'voicemail':
      return `After the tone: recording · ${clockLength(seconds)}`
    case 'ended':
      return 'The call is over'
    case undefined:
      return 'Not in a call'
  }
}

function Round({
  label,
  busy,
  go,
  onClick,
  children,
}: {
  label: string
  busy: boolean
  go?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={busy}
      onClick={onClick}
      className={cx(
        'sim-call-round flex size-17 items-center justify-center rounded-full',
        go ? 'is-go' : 'is-end',
      )}
    >
      {children}
    </button>
  )
}

/** Seconds since `key` began; 0 where it is null. */
function useSeconds(key: string | null): number {
  const [counted, setCounted] = useState<{ key: string; seconds: number } | null>(null)
  useEffect(() => {
    if (key === null) return
    const began = Date.now()
    const timer = setInterval(
      () => setCounted({ key, seconds: Math.round((Date.now() - began) / 1000) }),
      250,
    )
    return () => clearInterval(timer)
  }, [key])
  return counted !== null && counted.key === key ? counted.seconds : 0
}
