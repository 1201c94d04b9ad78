// What one message can carry at Telnyx.

/** Ten parts of GSM-7. Where Telnyx's documentation and carriers differ, the narrower. */
export const MAX_TEXT = 1_530
export const MAX_FILE_COUNT = 10
/** All files of a message together: "less than 1 MB". */
export const MAX_FILE_BYTES = 999_999
