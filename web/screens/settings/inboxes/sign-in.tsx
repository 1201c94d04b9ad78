import { CircleCheck, LogIn } from 'lucide-react'
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Inbox } from '#wire/api/settings.ts'

/** Who has signed in to the mail service of this inbox, and the way there. */
export function SignIn({ inbox }: { inbox: Inbox & { signIn: NonNullable<Inbox['signIn']> } }) {
  const { name, done, as } = inbox.signIn
  const [busy, setBusy] = useState(false)
  const begin = async (): Promise<void> => {
    setBusy(true)
    try {
      const { url } = await post<{ url: string }>(`/inboxes/${inbox.id}/sign-in`)
      window.location.assign(url)
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-sunken px-4 py-3">
      <p className="min-w-0 flex-1 basis-56 text-sm">
        {done ? (
          <span className="flex items-start gap-2">
            <CircleCheck size={17} className="mt-px shrink-0 text-accent-ink" aria-hidden="true" />
            <span className="wrap-anywhere">
              Signed in with {name}
              {as && (
                <>
                  {' '}
                  as <span className="font-medium">{as}</span>
                </>
              )}
            </span>
          </span>
        ) : (
          <>
            <span className="block font-medium">One step is left: sign in with {name}.</span>
            <span className="text-ink-3">Until then nothing comes in or goes out here.</span>
          </>
        )}
      </p>
      <Button
        look={done ? 'secondary' : 'primary'}
        size={done ? 'sm' : 'md'}
        busy={busy}
        icon={<LogIn size={15} aria-hidden="true" />}
        onClick={() => void begin()}
      >
        {done ? 'Sign in again' : `Sign in with ${name}`}
        <span className="sr-only"> for {inbox.name}</span>
      </Button>
    </div>
  )
}
