// What every inbox at Twilio needs; the number itself is the address of the inbox. WhatsApp paces senders by itself, so
// the speed of text messages is not asked for.
import { checkTwilioSettings, twilioFields } from '#channels/protocols/twilio/settings.ts'

export const checkSettings = checkTwilioSettings
export const settingFields = twilioFields.filter((field) => field.name !== 'messagesPerSecond')
