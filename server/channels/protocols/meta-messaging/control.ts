// Who answers in a conversation where a page has several apps (handover, "conversation routing").
import type { IncomingItem } from '#channels/channel.ts'
import { type Dialect, toAddress } from './dialect.ts'
import type { Event } from './shapes.ts'

/** Told to people as a notice of the inbox; null where the event is about something else. */
export function readControl(dialect: Dialect, event: Event): IncomingItem | null {
  const { pass_thread_control: pass, take_thread_control: take, request_thread_control: request } = event
  if (!pass && !take && !request) return null
  const customer = toAddress(dialect, event.sender.id)
  const app = pass?.new_owner_app_id ?? take?.new_owner_app_id ?? request?.requested_owner_app_id ?? null
  const what = pass ? 'passed' : take ? 'taken' : 'requested'
  return {
    kind: 'notice',
    code: 'thread_control',
    level: request ? 'warning' : 'info',
    text: request
      ? `Another app${named(app)} asks to answer in a conversation on ${dialect.label}. While people answer here, leave it; to give it away, use Meta’s inbox.`
      : `A conversation on ${dialect.label} was ${pass ? 'passed on' : 'taken over'}: app${named(app) || ' unknown'} answers in it now. What the customer writes is shown here all the same, and whoever writes here asks Meta to take it over.`,
    data: { what, customer, ...(app ? { app } : {}) },
  }
}

function named(app: string | null): string {
  return app ? ` ${app.slice(0, 40)}` : ''
}
