import { Trash2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Loaded, useSaving } from '#web/screens/settings/parts.tsx'
import { post, remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useMember } from '#web/store/session.ts'
import { useMembers } from '#web/store/settings.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Member } from '#wire/api/settings.ts'

const roleNames: Record<Member['role'], string> = { owner: 'Owner', admin: 'Admin', agent: 'Agent' }

export default function MembersSection() {
  const me = useMember()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Member | null>(null)
  const mayManage = me.role !== 'agent'
  return (
    <>
      {mayManage && (
        <p className="mb-3 flex justify-end">
          <Button
            look="primary"
            icon={<UserPlus size={16} aria-hidden="true" />}
            onClick={() => setAdding(true)}
          >
            Add a member
          </Button>
        </p>
      )}
      <Loaded query={useMembers()}>
        {(members) => (
          <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
            {members.map((member) => (
              <li key={member.id} className="flex items-center gap-3 px-5 py-3.5">
                <Avatar id={member.id} name={member.name} />
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">
                    {member.name}
                    {member.id === me.id && <span className="font-normal text-ink-3"> (you)</span>}
                  </p>
                  <p className="truncate text-sm text-ink-3">{member.email}</p>
                </div>
                <Badge tone={member.role === 'owner' ? 'accent' : 'neutral'}>{roleNames[member.role]}</Badge>
                {mayManage && member.role !== 'owner' && member.id !== me.id && (
                  <IconButton label={`Remove ${member.name}`} onClick={() => setRemoving(member)}>
                    <Trash2 size={16} aria-hidden="true" />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {adding && <AddMember onClose={() => setAdding(false)} />}
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(null)}
          title={`Remove ${removing.name}?`}
          verb="Remove"
          onConfirm={() => drop(removing)}
        >
          They are signed out and can no longer open this inbox. What they wrote stays under their name.
        </Confirm>
      )}
    </>
  )
}

async function drop(member: Member): Promise<boolean> {
  try {
    await remove(`/members/${member.id}`)
    await client.invalidateQueries({ queryKey: keys.members })
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}

function AddMember({ onClose }: { onClose: () => void }) {
  const [value, setValue] = useState({ name: '', email: '', role: 'agent', password: '' })
  const saving = useSaving()
  const text = (name: keyof typeof value) => ({
    value: value[name],
    error: saving.fields[name],
    onChange: (event: { target: { value: string } }) => setValue({ ...value, [name]: event.target.value }),
  })
  const submit = async (): Promise<void> => {
    const done = await saving.run(async () => {
      await post('/members', { ...value, name: value.name.trim(), email: value.email.trim() })
      await client.invalidateQueries({ queryKey: keys.members })
      void client.invalidateQueries({ queryKey: keys.checklist })
    }, `${value.name.trim()} can sign in now`)
    if (done) onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Add a member">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <TextField label="Name" required maxLength={80} {...text('name')} />
          <TextField label="Email" required type="email" maxLength={200} {...text('email')} />
          <SelectField
            label="Role"
            help="Admins change settings; agents answer customers."
            options={[
              { value: 'agent', label: 'Agent' },
              { value: 'admin', label: 'Admin' },
            ]}
            {...text('role')}
          />
          <TextField
            label="First password"
            required
            type="password"
            autoComplete="new-password"
            minLength={10}
            maxLength={200}
            help="At least 10 characters. Tell it to them in person."
            {...text('password')}
          />
          {saving.error !== null && Object.keys(saving.fields).length === 0 && (
            <p role="alert" className="text-danger-ink">
              {explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saving.busy}>
            Add
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
