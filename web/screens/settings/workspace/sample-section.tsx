import { PackageCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Card } from '#web/screens/settings/parts.tsx'
import { remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useWorkspace } from '#web/store/session.ts'
import { Button } from '#web/ui/button.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Empty } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'

export default function SampleSection() {
  const { hasSample } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const drop = async (): Promise<boolean> => {
    try {
      await remove('/sample')
      await client.invalidateQueries()
      toast.ok('The sample data is gone')
      return true
    } catch (error) {
      toast.fail(explainBriefly(error))
      return false
    }
  }
  if (!hasSample)
    return (
      <Empty Icon={PackageCheck} title="No sample data is left">
        Everything here is yours.
      </Empty>
    )
  return (
    <Card>
      <p>
        Conversations, contacts, appointments, knowledge, services and inboxes that are marked “Sample” were
        made up so that there is something to look at. One click removes all of them; nothing of yours is
        touched.
      </p>
      <Button
        look="danger"
        className="mt-4"
        icon={<Trash2 size={16} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        Remove the sample data
      </Button>
      {asking && (
        <Confirm
          open
          onClose={() => setAsking(false)}
          title="Remove the sample data?"
          verb="Remove it all"
          onConfirm={drop}
        >
          All that is marked “Sample” is deleted for good. This cannot be undone.
        </Confirm>
      )}
    </Card>
  )
}
