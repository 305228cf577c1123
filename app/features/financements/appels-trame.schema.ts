import { z } from 'zod'
import { appelInput, appelPieceInput, critereInput } from './appel.schema.ts'

const share = z.number().min(0).max(1).nullable()

/** The form of a call as it may serve elsewhere: its text, rules, pieces and grid; no calendar, place, funder nor contact. */
export const appelsTrame = z
  .array(
    appelInput
      .omit({
        documentId: true,
        contact: true,
        ouvreLe: true,
        fermeLe: true,
        axeIds: true,
        financeurIds: true,
        perimetreId: true,
      })
      // Shares as they are kept, not as they are typed in a form.
      .extend({ partPropreMin: share, aidePubliqueMax: share, partCpoCible: share })
      .extend({ pieces: z.array(appelPieceInput).max(100), criteres: z.array(critereInput).max(100) }),
  )
  .max(100)

export type AppelsTrame = z.infer<typeof appelsTrame>
