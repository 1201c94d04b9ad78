// What models can take in besides text, as far as their makers say so. A wrong guess costs a turn (the server refuses
// the picture and the built-in answerer steps in), so the agent's settings can say it better.
import type { AgentModel } from './agent.ts'

export type Abilities = { images: boolean; audio: boolean }

const seeing =
  /^(?:gpt-(?:4o|4\.1|4\.5|5)|o[134](?:-|$)|claude-|gemini-)|(?:^|[/:_-])(?:llava|bakllava|pixtral|moondream|gemma-?3|llama-?(?:3\.2-.*vision|4)|qwen[\d.]*-?vl|minicpm-v|internvl)|vision/i
const hearing = /^gemini-|gpt-4o(?:-mini)?-audio|^gpt-audio/i
const blind = /^(?:o1-mini|o3-mini|gpt-4o(?:-mini)?-(?:audio|transcribe|tts)|claude-(?:2|instant))/i

/** What this model takes in; the agent's own word counts more than what is known of the name. */
export function abilitiesOf(model: Pick<AgentModel, 'model' | 'sees' | 'hears'>): Abilities {
  const name = model.model.replace(/^(?:models\/|(?:openai|anthropic|google)\/)/, '')
  return {
    images: model.sees ?? (seeing.test(name) && !blind.test(name)),
    audio: model.hears ?? hearing.test(name),
  }
}
