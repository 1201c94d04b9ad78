export type ModelSettings = { provider: string; model: string; apiKey: string | null; baseUrl: string | null }
