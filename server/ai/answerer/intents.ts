// What a customer can want of the front desk. Example phrases of each: examples.ts.
export const intents = [
  'greeting',
  'thanks',
  'bye',
  'yes',
  'no',
  'hours',
  'price',
  'services',
  'duration',
  'location',
  'contact',
  'book',
  'never_mind',
  'my_appointment',
  'change_appointment',
  'person',
  'complaint',
  'about_ai',
  'need',
] as const
export type Intent = (typeof intents)[number]
