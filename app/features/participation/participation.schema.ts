import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

const pourquoi = z.string().trim().min(3, 'Dites pourquoi, en une phrase.').max(1_000)
const niveau = z.enum(['pilote', 'engagee', 'associee', 'informee', 'pas_concernee'])

/** What a commune says of its part in something. */
export const declarationInput = z.object({ niveau, pourquoi, debut: isoDay })
export type DeclarationInput = z.infer<typeof declarationInput>

/** What is proposed to communes, all at once. */
export const invitationInput = z.object({
  niveau: z.enum(['pilote', 'engagee', 'associee', 'informee']),
  message: z.string().trim().max(2_000),
  communeCodes: z.array(z.string()).min(1, 'Choisissez au moins une commune.').max(200),
})
export type InvitationInput = z.infer<typeof invitationInput>

/** What a commune answers: its own level, and why. */
export const reponseInput = z.object({ niveau, pourquoi })
export type ReponseInput = z.infer<typeof reponseInput>
