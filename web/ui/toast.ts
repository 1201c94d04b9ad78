// Short words about what just happened. The library comes with the first toast: nobody needs it to see the list.
import { listenable } from '#web/store/listenable.ts'

/** Set once a toast was asked for; the shell then mounts the place where they appear. */
export const toastsWanted = listenable(false)

type Extra = { description?: string; action?: { label: string; onClick: () => void } }

async function show(kind: 'success' | 'error' | 'message', text: string, extra?: Extra): Promise<void> {
  const { toast } = await import('sonner')
  toastsWanted.set(true)
  toast[kind](text, { ...extra, duration: kind === 'error' ? 8_000 : 4_500 })
}

export const toast = {
  ok: (text: string, extra?: Extra) => void show('success', text, extra),
  say: (text: string, extra?: Extra) => void show('message', text, extra),
  fail: (text: string, extra?: Extra) => void show('error', text, extra),
}
