// Nothing but what every inbox at Twilio needs; the number itself is the address of the inbox.
export {
  checkTwilioSettings as checkSettings,
  twilioFields as settingFields,
} from '#channels/protocols/twilio/settings.ts'
