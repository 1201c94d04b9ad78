// The names of the kinds. Apart from the schemas, so that a page can list them without carrying what checks them.

export const channelKinds = [
  'sms',
  'whatsapp',
  'email',
  'webchat',
  'voice',
  'instagram',
  'messenger',
  'google_business',
  'tiktok',
  'telegram',
  'linkedin',
] as const

/** The kinds of identity that a contact can have. A phone number is one of them, never a requirement. */
export const addressKinds = [
  'phone',
  'email',
  'visitor',
  'whatsapp_user',
  'page_scoped',
  'tiktok_user',
  'google_review',
  'linkedin_profile',
] as const
