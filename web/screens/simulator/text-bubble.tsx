// One text on a phone: words, pictures, time, and what became of it.
import { Check, CheckCheck, CircleAlert, Copy, FileText, TriangleAlert } from 'lucide-react'
import { RichText } from '#web/screens/thread/rich-text.tsx'
import { cx } from '#web/ui/cx.ts'
import { clockTime, fullTime } from '#web/ui/time.ts'
import type {
  SimulatorApp,
  SimulatorDevice,
  SimulatorFile,
  SimulatorInbox,
  SimulatorText,
} from '#wire/simulator.ts'
import { apps } from './apps.ts'
import { fileUrl } from './data.ts'
import { doGesture, GestureMenu } from './gestures.tsx'
import type { HowToSend } from './use-send.ts'
import { sayAnswers, sayLost } from './words.ts'

type Props = {
  app: SimulatorApp
  device: SimulatorDevice
  inbox: SimulatorInbox
  how: HowToSend
  text: SimulatorText
  first: boolean
  last: boolean
}

export function TextBubble({ app, device, inbox, how, text, first, last }: Props) {
  const own = text.from === 'customer'
  const said = own ? sayAnswers(text.answers) : null
  const inside = apps[app].timeInside === true
  return (
    <div className={cx('flex flex-col', own ? 'items-end' : 'items-start', first ? 'mt-2.5' : 'mt-0.5')}>
      <div className={cx('sim-line', own && 'flex-row-reverse')}>
        <div className={cx('sim-bubble rise-in', own ? 'sim-own' : 'sim-theirs', last && 'sim-tail')}>
          <span className="sr-only">{own ? 'You' : 'The business'}:</span>
          {text.quoted && <p className="sim-quote">{text.quoted}</p>}
          {text.files.map((file) => (
            <TextFile key={file.id} file={file} />
          ))}
          {text.unsent ? (
            <p className="italic opacity-80">This message was taken back.</p>
          ) : (
            <RichText text={text.text} />
          )}
          {inside && (
            <span className="sim-inside">
              {text.edits > 0 && !text.unsent && 'edited · '}
              <time dateTime={text.at}>{clockTime(text.at)}</time>
              {own && <Ticks taken={said !== null && !said.bad} />}
            </span>
          )}
          <Reactions text={text} />
        </div>
        <GestureMenu {...{ device, inbox, how, text }} />
      </div>
      {text.choices.length > 0 && (
        <div className="sim-choices">
          {text.choices.map((choice) => (
            <button
              key={choice.id}
              type="button"
              className="sim-choice"
              onClick={() =>
                void doGesture({ device, how }, { what: 'choice', itemId: text.id, choiceId: choice.id })
              }
            >
              {choice.title}
            </button>
          ))}
        </div>
      )}
      {last && !inside && !said?.bad && (
        <p className="sim-soft mt-0.5 px-1.5 text-2xs">
          {text.edits > 0 && !text.unsent && 'Edited · '}
          {own && said && text.answers.length === 1 && <>{said.text} · </>}
          <time dateTime={text.at} title={fullTime(text.at)}>
            {clockTime(text.at)}
          </time>
        </p>
      )}
      {said && (said.bad || text.answers.length > 1) && (
        <p
          className={cx(
            'mt-0.5 mb-1.5 flex max-w-[85%] items-start gap-1 px-1.5 text-2xs',
            said.bad ? 'sim-bad' : 'sim-soft',
          )}
        >
          {said.bad ? (
            <CircleAlert size={12} className="mt-0.5 shrink-0" aria-hidden="true" />
          ) : (
            <Copy size={11} className="mt-0.5 shrink-0" aria-hidden="true" />
          )}
          <span>
            {said.text}
            {said.detail && <>: {said.detail}</>}
          </span>
        </p>
      )}
    </div>
  )
}

function Reactions({ text: { reactions } }: { text: SimulatorText }) {
  const all = [reactions.customer, reactions.business].filter((one) => one !== null)
  if (all.length === 0) return null
  return (
    <span className="sim-reactions">
      <span className="sr-only">Reactions: </span>
      {all.join(' ')}
    </span>
  )
}

function Ticks({ taken }: { taken: boolean }) {
  return taken ? (
    <>
      <CheckCheck size={14} aria-hidden="true" />
      <span className="sr-only">Delivered</span>
    </>
  ) : (
    <Check size={14} aria-hidden="true" />
  )
}

function TextFile({ file }: { file: SimulatorFile }) {
  if (file.type.startsWith('image/'))
    return (
      <a href={fileUrl(file.id)} target="_blank" rel="noopener noreferrer" className="sim-picture">
        <img src={fileUrl(file.id)} alt={file.name} />
      </a>
    )
  return (
    <a
      href={fileUrl(file.id)}
      target="_blank"
      rel="noopener noreferrer"
      className="mb-1 flex items-center gap-2 underline underline-offset-2"
    >
      <FileText size={16} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0 truncate">{file.name}</span>
    </a>
  )
}

/** What a real phone could never show: a message that did not get here. */
export function LostText({ text }: { text: SimulatorText }) {
  return (
    <p className="sim-note mx-auto mt-3 flex w-fit max-w-[85%] items-start gap-1.5 rounded-md px-3 py-1.5 text-xs">
      <TriangleAlert size={13} className="mt-0.5 shrink-0" aria-hidden="true" />
      <span>
        {sayLost(text.failure)} <time dateTime={text.at}>· {clockTime(text.at)}</time>
      </span>
    </p>
  )
}
