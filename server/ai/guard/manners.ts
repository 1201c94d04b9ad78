// Manners of a reply that words in a prompt do not ensure: it owns up to being an AI, and asks one thing at a time.
import type { DeskContext } from '#domain/desk.ts'
import { plain, type Sentence } from './sentences.ts'

const asksWhetherAi =
  /\b(?:are you|is this|am i (?:talking|chatting|speaking|writing) (?:to|with))\b[^.!?]{0,40}\b(?:bot|robot|ai|a\.i\.|human|machine|real|person|automated|computer|chatgpt)\b|\b(?:sind sie|bist du|ist das)\b[^.!?]{0,40}\b(?:bot|roboter|ki|mensch|maschine|computer|echt\p{L}*)\b|\b(?:êtes-vous|es-tu|c'est|vous êtes|tu es)\b[^.!?]{0,40}\b(?:robot|ia|humain\p{L}*|machine|personne réelle)|\b(?:eres|es usted|estoy hablando con|hablo con)\b[^.!?]{0,40}\b(?:robot|bot|ia|human[oa]|máquina|persona)\b|(?<!\p{L})(?:você é|és|estou falando com|falo com)(?!\p{L})[^.!?]{0,40}\b(?:robô|bot|ia|human[oa]|máquina|pessoa)(?!\p{L})|\b(?:sei|lei è|parlo con|sto parlando con)\b[^.!?]{0,40}\b(?:robot|bot|ia|uman[oa]|macchina|persona)\b|\b(?:bent u|ben je|ben jij)\b[^.!?]{0,40}\b(?:robot|bot|ai|mens|machine)\b/iu
const saysAi =
  /(?<!\p{L})(?:AI|A\.I\.|artificial|assistant|bot|automated|KI|künstlich\p{L}*|Assistent\p{L}*|IA|artificielle|assistant\p{L}*|virtual|asistente|artificial|assistente|artificiale|kunstmatig\p{L}*)(?!\p{L})/iu
const claimsHuman =
  /(?<!\p{L})(?:i(?:'m| am)(?: (?:indeed|actually|really))? (?:a )?(?:human|real person|real human|person)|i(?:'m| am) not an? (?:ai|bot|robot|machine|chatbot)|ich bin (?:ein )?(?:echter )?mensch|ich bin keine? (?:ki|bot|roboter|maschine)|je suis (?:un )?(?:humain|une vraie personne)|je ne suis pas (?:un robot|une ia)|soy (?:una persona|human[oa])|no soy (?:un robot|un bot|una ia)|sou (?:uma pessoa|human[oa])|não sou (?:um robô|uma ia)|sono (?:una persona|uman[oa])|non sono (?:un robot|un bot|un'ia)|ik ben (?:een )?mens|ik ben geen (?:robot|bot|ai))(?!\p{L})/iu

/** An AI that is asked says so, and never says otherwise. */
export function checkHonesty(text: string, context: DeskContext): string[] {
  if (claimsHuman.test(text)) return ['it claims to be a person: you are the AI assistant of the business']
  const asked = context.pending.some((line) => asksWhetherAi.test(plain(line.text)))
  return asked && !saysAi.test(text)
    ? ['the customer asks whether you are an AI: say honestly that you are the AI assistant']
    : []
}

/** A mail may ask for two things; a chat asks for one. */
const MOST = { plain: 1, rich: 2 } as const

/** More questions than a customer answers: advice, no refusal. */
export function countsQuestions(sentences: Sentence[], context: DeskContext): string[] {
  const asked = sentences.filter((s) => s.question).length
  return asked > MOST[context.capabilities.formatting]
    ? ['it asks several questions at once: ask only the next one']
    : []
}
