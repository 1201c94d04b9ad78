// A message as a channel is given it.
import type { OutgoingMessage } from '#channels/channel.ts'

/** "Hi" to a customer's telephone, written by a person; `more` says what is otherwise. */
export function outgoingMessage(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: 'msg_1',
    conversationId: 'conv_1',
    to: '+12125550147',
    text: 'Hi',
    subject: null,
    files: [],
    email: null,
    automatic: false,
    attempt: 1,
    ...more,
  }
}
