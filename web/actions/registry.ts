// Everything that a key can do, in one table: the keyboard handler, the `?` sheet and the hints on buttons read it.
// Screens bind what an action does while they are on the screen; an action that nobody binds does nothing.
import { useEffect, useRef } from 'react'

type Entry = { label: string; group: string; keys: readonly string[] }

export const actions = {
  'list.next': { label: 'Next conversation', group: 'Moving around', keys: ['j', 'ArrowDown'] },
  'list.previous': { label: 'Previous conversation', group: 'Moving around', keys: ['k', 'ArrowUp'] },
  'list.open': { label: 'Open the conversation', group: 'Moving around', keys: ['Enter'] },
  'thread.leave': { label: 'Back to the list', group: 'Moving around', keys: ['Escape'] },
  'search.open': { label: 'Search', group: 'Moving around', keys: ['/'] },
  'thread.reply': { label: 'Write a reply', group: 'This conversation', keys: ['r'] },
  'thread.handler': { label: 'Take over, or hand back to the AI', group: 'This conversation', keys: ['t'] },
  'thread.close': { label: 'Close, or reopen', group: 'This conversation', keys: ['e'] },
  'draft.approve': { label: 'Approve and send', group: 'Approvals', keys: ['y'] },
  'draft.edit': { label: 'Edit the answer', group: 'Approvals', keys: ['e'] },
  'draft.reject': { label: 'Reject it', group: 'Approvals', keys: ['x'] },
  'escalation.take': { label: 'I take care of it', group: 'This conversation', keys: ['a'] },
  'escalation.open': { label: 'Whoever needs a person most', group: 'Moving around', keys: ['n'] },
  'help.keys': { label: 'Show these keys', group: 'Anywhere', keys: ['?'] },
} as const satisfies Record<string, Entry>

export type ActionId = keyof typeof actions
export const actionIds = Object.keys(actions) as ActionId[]

// The last screen that binds an action owns it: a dialog over a list answers first, and gives back when it closes.
const bound = new Map<ActionId, (() => void)[]>()

/** Does some screen bind it now? */
export function isBound(id: ActionId): boolean {
  return (bound.get(id)?.length ?? 0) > 0
}

/** Runs an action if some screen binds it; says whether it did. */
export function runAction(id: ActionId): boolean {
  const run = bound.get(id)?.at(-1)
  run?.()
  return run !== undefined
}

/** Binds an action while the component is on the screen (and `enabled`). */
export function useAction(id: ActionId, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    const own = (): void => latest.current()
    bound.set(id, [...(bound.get(id) ?? []), own])
    return () => {
      bound.set(
        id,
        (bound.get(id) ?? []).filter((each) => each !== own),
      )
    }
  }, [id, enabled])
}
