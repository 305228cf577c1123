import { z } from 'zod'
import { isIsoDate } from '#app/lib/dates.ts'
import { type AideEtat, aideEtats } from './aide.words.ts'

const texts = z.array(z.string()).catch([])
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '')
const day = z
  .string()
  .nullish()
  .transform((value) => {
    const start = value?.slice(0, 10)
    return isIsoDate(start) ? start : null
  })
const rate = z
  .number()
  .min(0)
  .max(100)
  .nullish()
  .transform((value) => value ?? null)
  .catch(null)
const address = text.transform((value) => (/^https?:\/\//i.test(value) && URL.canParse(value) ? value : ''))

/** An aid as the API of Aides-territoires gives it; fields we do not use are not read. */
export const apiAide = z.object({
  id: z.int(),
  name: z.string().trim().min(1).max(1_000),
  financers: texts,
  programs: texts,
  description: text,
  eligibility: text,
  perimeter: text,
  perimeter_scale: text,
  categories: texts,
  targeted_audiences: texts,
  aid_types: texts,
  is_call_for_project: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  start_date: day,
  predeposit_date: day,
  submission_deadline: day,
  subvention_rate_lower_bound: rate,
  subvention_rate_upper_bound: rate,
  recurrence: text,
  url: text,
  origin_url: address,
  application_url: address,
  date_updated: text,
})

export type ApiAide = z.infer<typeof apiAide>

const etats = Object.keys(aideEtats) as [AideEtat, ...AideEtat[]] // keys of a const record

/** What the team says of an aid: follow it for an axis, or set it aside with the reason. */
export const aideInput = z.object({
  etat: z.enum(etats),
  motif: z.string().trim().max(1_000),
  axeId: z.string().nullable(),
})

export type AideInput = z.infer<typeof aideInput>
