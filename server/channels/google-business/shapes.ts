// Reviews as Google tells of them, as far as we read them.
import { z } from 'zod'
import { cleanText } from '#channels/protocols/rest/incoming.ts'

const STARS: Record<string, number> = { ONE: 1, TWO: 2, THREE: 3, FOUR: 4, FIVE: 5 }
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value ? cleanText(value).trim() : ''))

export const Reply = z.object({ comment: text, updateTime: z.string().min(1) })
export const Review = z.object({
  name: z.string().min(1),
  reviewer: z
    .object({ displayName: text, isAnonymous: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
  /** 0 where Google gives none. */
  starRating: z
    .string()
    .nullish()
    .catch(null)
    .transform((value) => STARS[value ?? ''] ?? 0),
  comment: text,
  createTime: z.string().min(1),
  updateTime: z.string().min(1),
  reviewReply: Reply.nullish().catch(null),
})
export type Review = z.infer<typeof Review>

export const ReviewPage = z.object({
  reviews: z.array(z.unknown()).nullish(),
  nextPageToken: z.string().nullish().catch(null),
  averageRating: z.number().nullish().catch(null),
  totalReviewCount: z.number().nullish().catch(null),
})
