// The door. The first visitor makes the owner's account; everybody after that signs in. One page, nothing else to do.
import { type FormEvent, useState } from 'react'
import { ApiError } from '#web/store/api.ts'
import { explainBriefly, fieldErrors } from '#web/store/explain.ts'
import { setUp, signIn } from '#web/store/session.ts'
import { Bell } from '#web/ui/bell.tsx'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Welcome } from './welcome.tsx'

const MIN_PASSWORD = 10

export default function EntryScreen({ first }: { first: boolean }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fields = fieldErrors(error)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await (first ? setUp({ name, email, password }) : signIn({ email, password }))
    } catch (reason) {
      setError(reason)
      setBusy(false)
    }
  }
  return (
    <main className="scroll-quiet grid h-full overflow-y-auto bg-surface rail:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-6 py-8 pane:px-14 rail:px-16">
        <p className="flex items-center gap-2.5 text-md font-semibold">
          <span className="flex size-8 items-center justify-center rounded-md bg-accent text-on-solid">
            <Bell size={18} />
          </span>
          Frontdesk
        </p>
        <form onSubmit={(event) => void submit(event)} className="my-auto w-full max-w-95 py-10">
          <h1 className="text-2xl font-semibold tracking-tight">
            {first ? 'Open your front desk' : 'Welcome back'}
          </h1>
          <p className="mt-2 mb-7 text-md text-ink-3">
            {first
              ? 'Make the owner’s account. A sample business with conversations on every channel is waiting inside; you remove it with one click.'
              : 'Sign in to your inbox.'}
          </p>
          <div className="space-y-4">
            {first && (
              <TextField
                label="Your name"
                autoComplete="name"
                required
                autoFocus
                maxLength={80}
                controlClassName="h-11! text-md!"
                value={name}
                error={fields.name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
            <TextField
              label="Email"
              type="email"
              autoComplete="username"
              required
              autoFocus={!first}
              maxLength={200}
              controlClassName="h-11! text-md!"
              value={email}
              error={fields.email}
              onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
              label="Password"
              type="password"
              autoComplete={first ? 'new-password' : 'current-password'}
              required
              minLength={first ? MIN_PASSWORD : undefined}
              maxLength={200}
              controlClassName="h-11! text-md!"
              help={first ? `At least ${MIN_PASSWORD} characters. A sentence is a good password.` : undefined}
              value={password}
              error={fields.password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
          {error !== null && Object.keys(fields).length === 0 && (
            <p role="alert" className="mt-4 rounded-md bg-danger-soft px-3.5 py-2.5 text-danger-ink">
              {refusal(error, first)}
            </p>
          )}
          <Button type="submit" look="primary" size="lg" busy={busy} className="mt-6 w-full">
            {first ? 'Open the front desk' : 'Sign in'}
          </Button>
        </form>
        <p className="text-sm text-ink-3">Runs on your own machine. No account anywhere else is needed.</p>
      </div>
      <Welcome />
    </main>
  )
}

function refusal(error: unknown, first: boolean): string {
  if (!first && error instanceof ApiError && (error.status === 401 || error.status === 403))
    return 'Email and password do not fit together. Check both, and try again.'
  return explainBriefly(error)
}
