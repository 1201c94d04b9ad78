// The page of the business as everybody sees it: the customer's review with its stars, and what the business has answered.
import { MoreVertical, Pencil, Star, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Avatar, initials } from '#web/ui/avatar.tsx'
import { cx } from '#web/ui/cx.ts'
import { Menu, MenuItem } from '#web/ui/overlay/menu.tsx'
import { Stars } from '#web/ui/stars.tsx'
import { fullTime, listTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { SimulatorDevice, SimulatorInbox, SimulatorReview } from '#wire/simulator.ts'
import { removeReview, writeReview } from './data.ts'
import { StatusBar } from './phone.tsx'
import { COPIES, type HowToSend } from './use-send.ts'
import { sayAnswers } from './words.ts'

type Props = {
  device: SimulatorDevice
  inbox: SimulatorInbox
  business: string
  review: SimulatorReview | null
  how: HowToSend
  inboxPicker: ReactNode
}

export function Reviews({ device, inbox, business, review, how, inboxPicker }: Props) {
  const [editing, setEditing] = useState(false)
  const save = async (stars: number, text: string): Promise<void> => {
    const done = await writeReview(device.id, {
      inboxId: inbox.id,
      stars,
      text,
      copies: how.duplicates ? COPIES : 1,
      signature: how.forged ? 'wrong' : 'right',
    })
    if (done) setEditing(false)
  }
  return (
    <section aria-label={`${device.name}’s phone`} className="sim-phone sim-reviews">
      <div className="sim-glass">
        <StatusBar />
        <header className="sim-bar flex items-center gap-3 px-4 py-2.5">
          <span className="sim-face" aria-hidden="true">
            {initials(business)}
          </span>
          <div className="min-w-0 flex-1">
            <h2 className="truncate text-md leading-tight font-semibold">{business}</h2>
            <p className="sim-bar-soft truncate text-xs">Reviews · by {inbox.by}</p>
          </div>
          {inboxPicker}
        </header>
        <div className="sim-log scroll-quiet min-h-0 flex-1 overflow-y-auto px-4 py-4">
          {review && !editing ? (
            <Posted
              device={device}
              business={business}
              review={review}
              onEdit={() => setEditing(true)}
              onRemove={() => void removeReview(device.id, inbox.id)}
            />
          ) : (
            <ReviewForm
              key={review?.id}
              device={device}
              before={review}
              onSave={save}
              onLeave={review ? () => setEditing(false) : null}
            />
          )}
          {inbox.paused && (
            <p className="sim-note mt-4 rounded-md px-3 py-1.5 text-center text-xs">
              This inbox is paused: nobody hears of what you write.
            </p>
          )}
        </div>
      </div>
    </section>
  )
}

function Author({ device, note }: { device: SimulatorDevice; note: string }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2.5">
      <Avatar id={device.id} name={device.name} size={36} />
      <span className="min-w-0">
        <span className="block truncate text-md leading-tight font-semibold">{device.name}</span>
        <span className="sim-soft block truncate text-xs">{note}</span>
      </span>
    </span>
  )
}

type PostedProps = {
  device: SimulatorDevice
  business: string
  review: SimulatorReview
  onEdit: () => void
  onRemove: () => void
}

function Posted({ device, business, review, onEdit, onRemove }: PostedProps) {
  const now = useNow()
  const said = sayAnswers(review.answers)
  return (
    <article aria-label={`Review by ${device.name}`} className="rise-in">
      <div className="flex items-center gap-2">
        <Author device={device} note="Your review, in public" />
        <Menu
          label="Your review"
          trigger={
            <button type="button" className="sim-round sim-plus" aria-label="Change or delete the review">
              <MoreVertical size={18} aria-hidden="true" />
            </button>
          }
        >
          <MenuItem icon={<Pencil size={16} aria-hidden="true" />} onClick={onEdit}>
            Edit
          </MenuItem>
          <MenuItem icon={<Trash2 size={16} aria-hidden="true" />} onClick={onRemove}>
            Delete
          </MenuItem>
        </Menu>
      </div>
      <p className="mt-3 flex items-center gap-2">
        <Stars value={review.stars} size={17} />
        <span className="sim-soft text-xs">
          <time dateTime={review.at} title={fullTime(review.at)}>
            {listTime(review.at, now)}
          </time>
          {review.edited && ' · Edited'}
        </span>
      </p>
      {review.text && (
        <p dir="auto" className="mt-2 text-md wrap-anywhere whitespace-pre-line">
          {review.text}
        </p>
      )}
      {said && (
        <p className={cx('mt-2 text-xs', said.bad ? 'sim-bad' : 'sim-soft')}>
          {said.bad || review.answers.length > 1 ? `Push: ${said.text}` : 'The business was told'}
          {said.detail && <>: {said.detail}</>}
        </p>
      )}
      {review.reply ? (
        <div className="sim-reply rise-in mt-4 rounded-xl px-4 py-3">
          <h3 className="text-sm font-semibold">
            {business} <span className="sim-soft font-normal">· {listTime(review.reply.at, now)}</span>
          </h3>
          <p className="sim-soft text-xs">Answer from the owner</p>
          <p dir="auto" className="mt-1.5 text-base wrap-anywhere whitespace-pre-line">
            {review.reply.text}
          </p>
        </div>
      ) : (
        <p className="sim-soft mt-4 border-t border-(--sim-edge) pt-3 text-sm">
          The business has not answered yet. What somebody writes in the inbox appears here, for everybody.
        </p>
      )}
    </article>
  )
}

type FormProps = {
  device: SimulatorDevice
  before: SimulatorReview | null
  onSave: (stars: number, text: string) => Promise<void>
  onLeave: (() => void) | null
}

const WORDS = ['Terrible', 'Poor', 'Fair', 'Good', 'Great']

function ReviewForm({ device, before, onSave, onLeave }: FormProps) {
  const [stars, setStars] = useState(before?.stars ?? 0)
  const [text, setText] = useState(before?.text ?? '')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    await onSave(stars, text)
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Author device={device} note="Everybody will see this review" />
      <fieldset className="mt-5">
        <legend className="sr-only">Stars</legend>
        <div className="flex justify-between px-2">
          {WORDS.map((word, index) => {
            const value = index + 1
            return (
              <label key={word} className="sim-star" title={word}>
                <input
                  type="radio"
                  name="stars"
                  className="sr-only"
                  value={value}
                  checked={stars === value}
                  onChange={() => setStars(value)}
                />
                <span className="sr-only">{value === 1 ? '1 star' : `${value} stars`}</span>
                <Star
                  size={34}
                  strokeWidth={1.6}
                  className={cx(value <= stars && 'is-on')}
                  aria-hidden="true"
                />
              </label>
            )
          })}
        </div>
        <p className="sim-soft mt-1 text-center text-sm" aria-live="polite">
          {WORDS[stars - 1] ?? 'How was it?'}
        </p>
      </fieldset>
      <textarea
        rows={5}
        value={text}
        maxLength={4096}
        dir="auto"
        aria-label="Your review"
        placeholder="Share details of your own experience"
        onChange={(event) => setText(event.target.value)}
        className="sim-field focus-inset mt-4 w-full resize-none rounded-xl px-3.5 py-2.5 text-md"
      />
      <div className="mt-3 flex justify-end gap-2">
        {onLeave && (
          <button type="button" onClick={onLeave} className="sim-pill is-quiet">
            Leave it
          </button>
        )}
        <button type="submit" disabled={stars === 0 || busy} className="sim-pill">
          {before ? 'Save' : 'Post'}
        </button>
      </div>
    </form>
  )
}
