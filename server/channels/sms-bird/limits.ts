// What one message can carry at Bird. Where documentation and carriers differ, the narrower.

/** Nine parts of GSM-7. */
export const MAX_TEXT = 1_377
export const MAX_FILE_COUNT = 10
/** What US carriers take without changing it, for all pictures of a message together. */
export const MAX_FILE_BYTES = 600_000
