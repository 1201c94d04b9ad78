// An OpenAI-compatible endpoint for embeddings. Its model knows a few topics; every text is a vector over them.
import http from 'node:http'
import type { AddressInfo } from 'node:net'

const TOPICS: RegExp[] = [
  /\b(?:park|parking|car|vehicle|leave my|garage|auto)\b/i,
  /\b(?:price|cost|expensive|money|fee|cheap)\b/i,
  /\b(?:dog|pet|animal|puppy)\b/i,
]

export async function startEmbeddings() {
  const asked: { model: string; texts: string[]; authorization: string | undefined }[] = []
  let trouble: number | null = null
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { model: string; input: string | string[] }
      const texts = [body.input].flat()
      asked.push({ model: body.model, texts, authorization: request.headers.authorization })
      if (trouble !== null) {
        response
          .writeHead(trouble, { 'content-type': 'application/json' })
          .end('{"error":{"message":"out of order"}}')
        return
      }
      const data = texts.map((text, index) => ({
        object: 'embedding',
        index,
        embedding: [...TOPICS.map((topic) => (topic.test(text) ? 3 : 0)), 0.1],
      }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          object: 'list',
          model: body.model,
          data,
          usage: { prompt_tokens: 1, total_tokens: 1 },
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    /** From now on it answers with this status; null: as it should. */
    fail(status: number | null) {
      trouble = status
    },
    stop() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
