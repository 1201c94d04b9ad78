// Which agent answers in an inbox, and which model thinks for it: the agent's own with this workspace's key, or the
// environment's. A key is opened here, for one call, and goes nowhere else.
import type { ModelSettings } from '#ai/model.ts'
import { type AgentRecord, ensureDefaultAgent, findAgentOf } from '#db/agents.ts'
import { findModelKey } from '#db/model-keys.ts'
import type { Tx } from '#db/pool.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { type AgentModel, type ModelProvider, placeOfKey } from '#domain/agent.ts'
import { type Abilities, abilitiesOf } from '#domain/model-abilities.ts'
import { type ModelPrice, priceOf } from '#domain/model-price.ts'
import { openSecrets, sealSecrets } from '#lib/crypto.ts'
import type { Flow } from './deps.ts'

export type Chosen = {
  agent: AgentRecord
  /** Null: the built-in answerer alone. */
  model: ModelSettings | null
  /** Why the model that was chosen cannot be asked; null where it can. */
  withheld: string | null
  abilities: Abilities
  /** Null where no price is known, or nobody is to be paid. */
  price: ModelPrice | null
  timeoutMs: number
}

const KEY_PURPOSE = 'model keys'
const NOTHING: Abilities = { images: false, audio: false }

export const providerNames: Record<ModelProvider, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  compatible: 'this server',
}

/** The agent of an inbox with its model; makes the workspace's first agent where there is none yet. */
export async function chooseAgent(flow: Flow, workspace: WorkspaceRecord, inboxId: string): Promise<Chosen> {
  const agent =
    (await findAgentOf(flow.store, workspace.id, inboxId)) ?? (await makeFirst(flow, workspace.id, inboxId))
  return chooseModel(flow, workspace, agent)
}

/** The model that thinks for an agent, and what stands in its way. */
export async function chooseModel(
  flow: Flow,
  workspace: WorkspaceRecord,
  agent: AgentRecord,
): Promise<Chosen> {
  const { timeoutMs } = agent
  if (agent.builtinOnly || (!agent.model && !flow.ai.model))
    return { agent, model: null, withheld: null, abilities: NOTHING, price: null, timeoutMs }
  const prices = workspace.settings.modelPrices
  if (!agent.model) {
    const model = flow.ai.model
    const price = model ? priceOf(model.model, prices) : null
    // The environment's own limit holds for its own model, whatever the agent grants.
    const shorter = Math.min(timeoutMs, flow.ai.timeoutMs)
    return {
      agent,
      model,
      withheld: null,
      abilities: model ? abilitiesOf(model) : NOTHING,
      price,
      timeoutMs: shorter,
    }
  }
  const { settings, problem } = await connectSettings(flow, flow.store.db, workspace.id, agent.model)
  return {
    agent,
    model: settings,
    withheld: problem,
    abilities: abilitiesOf(agent.model),
    price: priceOf(agent.model.model, prices),
    timeoutMs,
  }
}

async function makeFirst(flow: Flow, workspaceId: string, inboxId: string): Promise<AgentRecord> {
  await ensureDefaultAgent(flow.store.db, workspaceId, flow.ids.next('agt'))
  const agent = await findAgentOf(flow.store, workspaceId, inboxId)
  if (!agent) throw new Error(`workspace ${workspaceId} has no agent`)
  return agent
}

/**
 * The settings to reach a model that a workspace chose, with the workspace's own key. The environment's key is never
 * lent: it is the operator's money, and another workspace's secret where many share an installation.
 */
export async function connectSettings(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  model: AgentModel,
): Promise<{ settings: ModelSettings; problem: string | null }> {
  const apiKey = await openKey(flow, tx, workspaceId, model.provider, placeOfKey(model))
  const own = model.provider === 'compatible'
  return {
    settings: {
      provider: own ? 'openai-compatible' : model.provider,
      model: model.model,
      apiKey,
      baseUrl: own ? (model.baseUrl ?? null) : null,
      // An address that a member typed must not lead inside, where the installation forbids it.
      ...(own ? { fetch: flow.fetch } : {}),
    },
    problem:
      apiKey === null && !own
        ? `No key for ${providerNames[model.provider]} is stored in this workspace, so the model ${model.model} was not asked`
        : null,
  }
}

/** The workspace's key, or null where it has none. Throws where it was sealed with another SECRET_KEY. */
export async function openKey(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  provider: ModelProvider,
  place: string,
): Promise<string | null> {
  const sealed = await findModelKey(tx, workspaceId, provider, place)
  if (!sealed) return null
  const { key } = openSecrets(sealed, flow.secret, keyPurpose(workspaceId))
  return typeof key === 'string' ? key : null
}

/** A key as it is stored, and the end by which people know it again. */
export function sealKey(flow: Flow, workspaceId: string, key: string): { secret: Buffer; hint: string } {
  return {
    secret: sealSecrets({ key }, flow.secret, keyPurpose(workspaceId)),
    // Of a short key, four characters would be too much of it.
    hint: key.length >= 16 ? `…${key.slice(-4)}` : '…',
  }
}

/** A row that was copied into another workspace does not open there. */
const keyPurpose = (workspaceId: string) => `${KEY_PURPOSE} ${workspaceId}`
