// Intents, moods and urgencies in plain words.
import type { Intent, Mood, Urgency } from '#domain/intent.ts'

export const intentNames: Record<Intent, string> = {
  question: 'Question',
  booking: 'Wants an appointment',
  reschedule: 'Wants to move an appointment',
  cancel_appointment: 'Cancels',
  interested: 'Interested',
  objection: 'Not convinced',
  complaint: 'Complaint',
  refund: 'Wants money back',
  emergency: 'Emergency',
  wants_person: 'Wants a person',
  opt_out: 'Wants no messages',
  confirmation: 'Yes or no',
  greeting: 'Greeting',
  thanks: 'Thanks',
  spam: 'Advertising',
  other: 'Something else',
}
export const moodNames: Record<Mood, string> = {
  happy: 'Happy',
  neutral: 'Neutral',
  unhappy: 'Unhappy',
  angry: 'Angry',
}
export const urgencyNames: Record<Urgency, string> = {
  low: 'Can wait',
  normal: 'Normal',
  high: 'Urgent',
  emergency: 'Emergency',
}
