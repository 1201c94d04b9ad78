import { CircleAlert, CircleCheck, LogIn } from 'lucide-react'
import { useState } from 'react'
import { CopyText } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Inbox } from '#wire/api/settings.ts'

/** Who has signed in to the mail service of this inbox, and the way there. */
export function SignIn({ inbox }: { inbox: Inbox & { signIn: NonNullable<Inbox['signIn']> } }) {
  const { name, done, as, returnUrl } = inbox.signIn
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
  const button = (
    <Button
      look={done ? 'secondary' : 'primary'}
      size={done ? 'sm' : 'md'}
      busy={busy}
      icon={<LogIn size={15} aria-hidden="true" />}
      onClick={() => void begin()}
      className={done ? '' : 'max-pane:w-full'}
    >
      {done ? 'Sign in again' : `Sign in with ${name}`}
      <span className="sr-only"> for {inbox.name}</span>
    </Button>
  )
  if (done)
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex min-w-0 items-start gap-2 text-sm">
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
        </p>
        {button}
      </div>
    )
  // The last attempt, where it came to nothing.
  const failed = inbox.health.notices.find(({ code }) => code === 'sign-in')
  return (
    <div className="overflow-hidden rounded-lg border border-accent-line">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 bg-accent-soft px-4 py-3.5">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium">One step is left: sign in with {name}.</p>
          <p className="text-sm text-ink-2">Until then nothing comes in or goes out here.</p>
        </div>
        {button}
      </div>
      <div className="space-y-3 border-t border-accent-line px-4 py-3.5">
        {failed && (
          <p role="status" className="flex items-start gap-2 text-sm text-danger-ink">
            <CircleAlert size={17} className="mt-px shrink-0" aria-hidden="true" />
            <span className="wrap-anywhere">{failed.text}</span>
          </p>
        )}
        <div>
          <p className="mb-1 text-sm text-ink-3">Redirect address to fill in at {name}, for your app</p>
          <CopyText label={`Redirect address for ${name}`} text={returnUrl} />
        </div>
      </div>
    </div>
  )
}
