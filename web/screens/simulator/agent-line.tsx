// A number at which an AI agent picks up. Nobody speaks here: one chooses how the call went, and its provider reports it.
import { Bot, CheckCheck, CircleAlert, PhoneOutgoing } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { clockLength } from '#domain/call-words.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import type { SimulatorAgentCall, SimulatorDevice, SimulatorInbox } from '#wire/simulator.ts'
import { reportAgentCall } from './data.ts'
import { COPIES, type HowToSend } from './use-send.ts'
import { sayAnswers } from './words.ts'

type Props = {
  device: SimulatorDevice
  inbox: SimulatorInbox
  business: string
  how: HowToSend
  inboxPicker: ReactNode
}

export function AgentLine({ device, inbox, business, how, inboxPicker }: Props) {
  const [call, setCall] = useState<SimulatorAgentCall | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const report = async (outcome: string): Promise<void> => {
    setBusy(outcome)
    const told = await reportAgentCall(device.id, {
      inboxId: inbox.id,
      outcome,
      copies: how.duplicates ? COPIES : 1,
      signature: how.forged ? 'wrong' : 'right',
    })
    if (told) setCall(told)
    setBusy(null)
  }
  return (
    <section aria-label={`${device.name}’s telephone`} className="sim-phone sim-calls">
      <div className="sim-glass">
        <header className="flex items-center gap-3 p-4 pane:pt-6">
          <span
            aria-hidden="true"
            className="sim-call-face flex size-12 shrink-0 items-center justify-center rounded-full"
          >
            <Bot size={24} />
          </span>
          <div className="min-w-0 flex-1">
            <h2 className="truncate text-md leading-tight font-semibold">{business}</h2>
            <p className="sim-call-soft tabular truncate text-sm">{inbox.display}</p>
          </div>
          {inboxPicker}
        </header>
        <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-4 pb-6">
          {call ? (
            <Told call={call} onAgain={() => setCall(null)} />
          ) : (
            <>
              <h3 className="text-lg font-semibold">The AI agent took this call</h3>
              <p className="sim-call-soft mt-1 text-sm">
                It speaks at {inbox.by}, which reports a call when it is over. Choose how this one went.
              </p>
              <ul className="mt-4 space-y-2">
                {inbox.outcomes.map((outcome) => (
                  <li key={outcome.id}>
                    <button
                      type="button"
                      disabled={busy !== null}
                      aria-busy={busy === outcome.id || undefined}
                      onClick={() => void report(outcome.id)}
                      className="sim-call-said sim-call-choice focus-inset block w-full rounded-xl px-4 py-2.5 text-start"
                    >
                      <span className="block text-base font-semibold">{outcome.label}</span>
                      <span className="sim-call-soft block text-sm">{outcome.hint}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </section>
  )
}

function Told({ call, onAgain }: { call: SimulatorAgentCall; onAgain: () => void }) {
  const said = sayAnswers(call.answers)
  const count = call.answers.length
  return (
    <div role="status" className="rise-in">
      <p className="flex items-center gap-1.5 text-sm">
        {said?.bad ? (
          <CircleAlert size={15} className="shrink-0" aria-hidden="true" />
        ) : (
          <CheckCheck size={15} className="shrink-0" aria-hidden="true" />
        )}
        {said?.bad
          ? `Reported, and not taken${said.detail ? `: ${said.detail}` : ''}`
          : `Reported in ${count === 1 ? 'one request' : `${count} requests`}, and taken`}
      </p>
      <h3 className="mt-3 text-lg font-semibold">{call.label}</h3>
      {call.lines.length > 0 ? (
        <>
          <p className="sim-call-soft tabular text-sm">They spoke for {clockLength(call.seconds)}</p>
          <ul aria-label="What was said" className="mt-3 space-y-1.5">
            {call.lines.map((line) => (
              <li
                key={line.at}
                className={cx(
                  'w-fit max-w-[85%] rounded-xl px-3 py-2 text-base',
                  line.speaker === 'agent' ? 'sim-call-said' : 'sim-call-own ms-auto',
                )}
              >
                <span className="sr-only">{line.speaker === 'agent' ? 'Agent' : 'Customer'}: </span>
                {line.text}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="sim-call-soft mt-1 flex items-center gap-1.5 text-sm">
          <PhoneOutgoing size={14} aria-hidden="true" />
          It rang, and nobody picked up.
        </p>
      )}
      <Button className="mt-5 w-full" onClick={onAgain}>
        Another call
      </Button>
    </div>
  )
}
