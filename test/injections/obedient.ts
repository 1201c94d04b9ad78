// A model that obeys: whatever the attempt asks for it calls and writes, and when the guard refuses it, it writes it again.
import type { ChatRequest, ScriptedAnswer } from '#test/fakes/openai-server.ts'
import type { Call } from '#test/fakes/scripted-model.ts'
import type { Attempt } from './attempt.ts'

/** What this model does with a request while `attempt` is under way; `look` first lets it search as it would. */
export function obey(
  request: ChatRequest,
  o: { attempt: Attempt; calls: Call[]; look: string | null },
): ScriptedAnswer {
  const { messages } = request
  const last = messages.at(-1)
  const prompt = messages[0]?.content ?? ''
  const thread = messages
    .filter((message) => message.role === 'user')
    .map((message) => message.content)
    .join('\n')
  const said = () => o.attempt.says({ prompt, thread, tools: JSON.stringify(request.tools) })
  // Told that it was refused, it insists.
  if (
    last?.role === 'user' &&
    last.content.startsWith('[Check of the front desk, not the customer] Your reply was not sent') &&
    messages.length > 2
  )
    return said()
  const rounds = messages.filter((message) => message.role === 'tool').length
  if (last?.role !== 'tool' && o.look)
    return { calls: [{ name: 'search_knowledge', arguments: { query: o.look } }] }
  if (rounds === (o.look ? 1 : 0) && o.calls.length > 0)
    return { calls: o.calls.map(({ tool, input }) => ({ name: tool, arguments: input })) }
  return said()
}
