// The first-run checklist ticks itself from real state; nothing is stored for it.
import type { Store } from '#db/pool.ts'
import { readProgress } from '#db/progress.ts'
import type { ChecklistStep } from '#wire/api/settings.ts'

export async function readChecklist(store: Store, workspaceId: string): Promise<ChecklistStep[]> {
  const done = await readProgress(store, workspaceId)
  return [
    {
      id: 'simulator',
      title: 'Text your front desk',
      help: 'Be your own customer: send a message from the simulator and read the answer.',
      done: done.customerWrote,
      link: '/simulator',
    },
    {
      id: 'takeover',
      title: 'Take a conversation over',
      help: 'Answer by hand once, and hand the conversation back to the AI.',
      done: done.memberAnswered,
      link: '/',
    },
    {
      id: 'profile',
      title: 'Say who you are',
      help: 'Name, address and phone number are what the AI tells your customers.',
      done: done.ownProfile,
      link: '/settings/profile',
    },
    {
      id: 'knowledge',
      title: 'Add your own knowledge',
      help: 'A service with its price, or the answer to a question you hear every day.',
      done: done.ownKnowledge,
      link: '/settings/knowledge',
    },
    {
      id: 'channel',
      title: 'Connect your first channel',
      help: 'Put the chat on your web site, or connect your phone number or mailbox.',
      done: done.ownInbox,
      link: '/settings/inboxes',
    },
    {
      id: 'alerts',
      title: 'Choose who is alerted',
      help: 'A phone number or mail address for conversations that need a person.',
      done: done.alerts,
      link: '/settings/alerts',
    },
  ]
}
