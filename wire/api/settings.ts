import { z } from 'zod'
import { Capabilities, ChannelKind, SettingField } from '#domain/channel.ts'
import { EscalationRules } from '#domain/decide-escalation.ts'
import { GateSettings } from '#domain/gate-settings.ts'
import { Hours } from '#domain/hours.ts'
import { Profile, ServiceFields } from '#domain/knowledge.ts'
import { ModelPrices } from '#domain/model-price.ts'
import { ReviewSettings } from '#domain/review.ts'
import { Transcription } from '#domain/transcription.ts'
import { Id, Timestamp } from './common.ts'

export const InboxHealth = z
  .object({
    lastReceivedAt: Timestamp.nullable(),
    lastSentAt: Timestamp.nullable(),
    signatureFailures: z.number().int(),
    lastSignatureFailureAt: Timestamp.nullable(),
    quarantined: z.number().int(),
    lastError: z.string().nullable(),
    /** What the provider says about the account, errors first. */
    notices: z.array(
      z.object({
        code: z.string(),
        level: z.enum(['info', 'warning', 'error']),
        text: z.string(),
        at: Timestamp,
      }),
    ),
    week: z
      .object({
        sent: z.number().int(),
        signatureFailures: z.number().int(),
        failed: z.array(z.object({ reason: z.string(), action: z.string(), count: z.number().int() })),
      })
      .describe('The last seven days; `failed` by reason, the most frequent first'),
  })
  .meta({ id: 'InboxHealth' })

export const InboxTest = z
  .object({
    steps: z.array(
      z.object({
        step: z.enum(['credentials', 'sender', 'webhook', 'signature', 'received']),
        ok: z.boolean(),
        detail: z.string(),
        at: Timestamp.nullable(),
        remedy: z.string().nullable().describe('What to do where it is not right'),
      }),
    ),
  })
  .meta({ id: 'InboxTest' })
export type InboxTest = z.infer<typeof InboxTest>

export const Inbox = z
  .object({
    id: Id,
    key: z.string(),
    channel: ChannelKind,
    provider: z.string(),
    name: z.string(),
    address: z.string(),
    status: z.enum(['active', 'paused']),
    aiEnabled: z.boolean(),
    settings: z
      .record(z.string(), z.unknown())
      .describe('Secrets are shown as •••• and kept when sent back so'),
    webhookUrl: z.string(),
    signIn: z
      .object({
        name: z.string(),
        done: z.boolean(),
        as: z.string().nullable(),
        returnUrl: z.string().describe('The redirect address to fill in at the service'),
      })
      .nullable()
      .describe(
        'With whom one signs in for this inbox, whether somebody has, and who; null where nobody needs to',
      ),
    health: InboxHealth,
    agentId: Id.nullable().describe('The AI agent that answers here; null is the default one'),
    sample: z.boolean(),
  })
  .meta({ id: 'Inbox' })
export type Inbox = z.infer<typeof Inbox>

export const InboxBody = z.object({
  channel: ChannelKind,
  provider: z.string().max(40),
  name: z.string().trim().min(1).max(80),
  address: z.string().trim().max(320).default(''),
  settings: z.record(z.string(), z.unknown()).default({}),
  aiEnabled: z.boolean().default(true),
})
export const InboxPatch = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  address: z.string().trim().max(320).optional(),
  status: z.enum(['active', 'paused']).optional(),
  aiEnabled: z.boolean().optional(),
  agentId: Id.nullable().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
})
export const ChannelInfo = z
  .object({
    id: z.string(),
    provider: z.string(),
    providerName: z.string(),
    ownDoor: z.string().nullable().describe('How messages come in where no provider calls a webhook'),
    connect: z
      .object({ label: z.string(), help: z.string() })
      .nullable()
      .describe('The provider can be told where to reach us: POST /inboxes/{id}/connect'),
    capabilities: Capabilities,
    settings: z.array(SettingField),
  })
  .meta({
    id: 'ChannelInfo',
    description: 'A channel that an inbox can be made of, with its settings as a form',
  })

export const ConnectResult = z
  .object({ ok: z.boolean(), detail: z.string(), remedy: z.string().nullable() })
  .meta({
    id: 'ConnectResult',
    description: 'What the provider said to the address at which we can be reached',
  })
export type ConnectResult = z.infer<typeof ConnectResult>

export const QuarantineItem = z
  .object({
    id: Id,
    inboxId: Id,
    reason: z.string(),
    receivedAt: Timestamp,
    size: z.number().int(),
    preview: z.string(),
  })
  .meta({ id: 'QuarantineItem' })

export const ServiceWire = ServiceFields.extend({ id: Id, sample: z.boolean() }).meta({ id: 'Service' })
export type ServiceWire = z.infer<typeof ServiceWire>
export const HoursWire = Hours.meta({ id: 'Hours' })
export const ProfileWire = Profile.meta({ id: 'Profile' })

export const WorkspaceSettings = z
  .object({
    aiEnabled: z.boolean(),
    /** AI replies per channel; a channel that is missing is on. `sms` is the "SMS Replies" switch. */
    aiChannels: z.partialRecord(ChannelKind, z.boolean()),
    disclosure: z.object({ enabled: z.boolean(), text: z.string().max(300) }),
    smsAllowance: z.number().int().min(0).nullable().describe('Outgoing SMS a month; null is no limit'),
    alerts: z.object({ phone: z.string().max(40).nullable(), email: z.string().max(200).nullable() }),
    aiBudgetPerDayMicros: z
      .number()
      .int()
      .min(0)
      .nullable()
      .optional()
      .describe(
        'What models may cost a day, all agents together, in millionths of a US dollar; null is no limit',
      ),
    modelPrices: ModelPrices.optional().describe('Prices in place of, or beside, the list'),
    transcription: Transcription.nullable()
      .optional()
      .describe('Who writes down voice notes: an endpoint that speaks `/audio/transcriptions`'),
    gate: GateSettings.describe('Quiet hours, caps, budget, consent; changed as a whole'),
    review: ReviewSettings.optional().describe(
      'Stages of a conversation, and whether only reviewed ones are listed',
    ),
    escalation: EscalationRules.optional().describe(
      'What goes to a person: per intent, `anger` or `repeated_contact`. Emergencies always do',
    ),
  })
  .meta({ id: 'WorkspaceSettings' })
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>

export const AiStopped = z.object({ by: z.string(), at: Timestamp, why: z.string().nullable() })
export type AiStopped = z.infer<typeof AiStopped>

export const Workspace = z
  .object({
    id: Id,
    name: z.string(),
    profile: ProfileWire,
    settings: WorkspaceSettings.extend({
      aiStopped: AiStopped.nullable().describe('Set while somebody has stopped the AI with the one button'),
    }),
    hasSample: z.boolean(),
    usage: z.object({
      month: z.string(),
      sms: z.number().int(),
      warning: z
        .object({ meter: z.enum(['messages', 'segments', 'budget']), percent: z.number().int() })
        .nullable()
        .describe('The limit of this month that is nearest to its end, where one is near'),
    }),
    ai: z.object({ engine: z.enum(['builtin', 'model']), model: z.string().nullable() }),
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>

export const Member = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: z.enum(['owner', 'admin', 'agent']),
    phone: z.string().nullable().describe('Where they are rung when they call a customer from the app'),
    createdAt: Timestamp,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>
export const MemberBody = z.object({
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  role: z.enum(['admin', 'agent']),
  password: z.string().min(10).max(200),
})

export const ApiToken = z
  .object({
    id: Id,
    name: z.string(),
    hint: z.string(),
    createdAt: Timestamp,
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: 'ApiToken' })

export const AppointmentBody = z.object({
  contactId: Id,
  serviceId: Id,
  startsAt: Timestamp,
  name: z.string().trim().max(120).optional(),
  note: z.string().max(1000).default(''),
  conversationId: Id.optional(),
  alsoServiceIds: z.array(Id).max(4).optional().describe('More services in the same visit'),
  staffId: Id.optional().describe('With whom; missing: anybody who is free'),
  alongside: z
    .boolean()
    .optional()
    .describe('Book although the contact has another appointment at that time'),
})

export const ChecklistStep = z
  .object({ id: z.string(), title: z.string(), help: z.string(), done: z.boolean(), link: z.string() })
  .meta({ id: 'ChecklistStep' })
export type ChecklistStep = z.infer<typeof ChecklistStep>

export const Me = z
  .object({
    member: Member.nullable(),
    workspaces: z.array(z.object({ id: Id, name: z.string(), role: z.string() })),
    workspace: Workspace.nullable(),
    setup: z.object({ ownerExists: z.boolean() }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>
