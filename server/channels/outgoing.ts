// What goes out, and what is known after it. Expected failure is a value; a throw is a bug and lets the job try again.
import type { Choice, DeliveryError, EmailHeaders, MessageStatus } from '#domain/message.ts'
import type { FilledTemplate } from '#domain/template.ts'

export type OutgoingFile = {
  /** Names it in the HTML of a mail, where it is a picture in the text. */
  contentId?: string | null
  name: string
  type: string
  size: number
  read(): Promise<Uint8Array>
  publicUrl: string
}

export type OutgoingMessage = {
  id: string
  conversationId: string
  to: string
  text: string
  subject: string | null
  files: OutgoingFile[]
  email: EmailHeaders | null
  /** Sanitised HTML beside the text, for channels with rich formatting; pictures as `data-content-id`. */
  html?: string | null
  /** One call there ends what goes to many alike (RFC 8058); null where this message is no such. */
  unsubscribeUrl?: string | null
  /** Written by the AI or a rule: channels mark it as automatic where their protocol has a mark. */
  automatic: boolean
  /** The provider's window is over, and a person wrote this under its rule for human agents (`humanAgentHours`). */
  humanAgent?: boolean
  attempt: number
  /** An approved template with its gaps filled; `text` is what it says, for reading. Checked before it came here. */
  template?: FilledTemplate
  /** Answers to tap. Checked against the channel's capabilities before they came here. */
  choices?: Choice[]
  /** The provider's id of the message that this one answers. */
  quotes?: string
}

export type SendResult =
  | {
      outcome: 'sent'
      externalId: string
      status: Extract<MessageStatus, 'sending' | 'sent' | 'delivered'>
      segments?: number
    }
  /** The provider certainly did not take it: try again later. */
  | { outcome: 'retry'; error: DeliveryError; afterMs?: number }
  /** It will never go: say why. */
  | { outcome: 'rejected'; error: DeliveryError; effect?: 'address_unusable' | 'opted_out' }
  /** Nobody knows whether it was taken (timeout, broken connection): reconcile before anything else. */
  | { outcome: 'unknown'; error: DeliveryError }

export type ReconcileResult =
  | {
      outcome: 'found'
      externalId: string
      status: Extract<MessageStatus, 'sending' | 'sent' | 'delivered' | 'read'>
      /** The provider took it (so it is not sent again) and could not deliver it. */
      failure?: { error: DeliveryError; effect?: 'address_unusable' | 'opted_out' }
    }
  | { outcome: 'not_found' }
  /** The provider cannot tell: a person decides. */
  | { outcome: 'cannot_tell' }
  | { outcome: 'retry'; afterMs: number }

/** `externalId`: the provider's id of the customer's newest message. */
export type CustomerSignal = { kind: 'read' | 'typing'; to: string; externalId: string }
