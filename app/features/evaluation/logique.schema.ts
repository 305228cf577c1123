import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'

/** The five columns of a logic model, from what is put in to what changes in the end. */
export const etages = {
  moyens: 'Moyens',
  activites: 'Activités',
  realisations: 'Réalisations',
  effets: 'Effets',
  impacts: 'Impacts',
} as const

export type Etage = keyof typeof etages

export const etageLeads: Record<Etage, string> = {
  moyens: 'argent, temps, lieux',
  activites: 'ce que l’on fait',
  realisations: 'ce qui est produit',
  effets: 'ce qui change pour les gens',
  impacts: 'ce qui change au bout',
}

/** How well the assumption under an arrow is known to hold. */
export const solidites = {
  etayee: 'Étayée',
  a_verifier: 'À vérifier',
  fragile: 'Fragile',
} as const

export type Solidite = keyof typeof solidites

export const caseInput = z.object({
  etage: z.enum(keysOf(etages)),
  texte: z.string().trim().min(1).max(160),
})

export type CaseInput = z.infer<typeof caseInput>

export const flecheInput = z.object({
  deId: z.uuid(),
  versId: z.uuid(),
  hypothese: z.string().trim().min(1).max(400),
  solidite: z.enum(keysOf(solidites)),
})

export type FlecheInput = z.infer<typeof flecheInput>
