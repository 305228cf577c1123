import { z } from 'zod'
import { evenementCodes } from '#app/platform/evenements.ts'

const httpUrl = z
  .string()
  .trim()
  .max(500)
  .refine((text) => {
    const url = URL.parse(text)
    return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  }, 'Écrivez une adresse complète, comme https://outil.exemple.fr/maillage, sans identifiant.')

export const abonnementInput = z.object({
  nom: z.string().trim().min(1).max(120),
  url: httpUrl,
  evenements: z.array(z.enum(evenementCodes)).min(1),
})

export type AbonnementInput = z.infer<typeof abonnementInput>

export const emptyAbonnement: AbonnementInput = { nom: '', url: '', evenements: [] }

export const abonnementEtats = { actif: 'Actif', suspendu: 'Suspendu', arrete: 'Arrêté' } as const
export type AbonnementEtat = keyof typeof abonnementEtats

export const envoiEtats = { a_envoyer: 'À envoyer', recu: 'Reçu', abandonne: 'Abandonné' } as const
export type EnvoiEtat = keyof typeof envoiEtats

/** One try, as it is kept. */
export const essai = z.object({
  le: z.iso.datetime(),
  code: z.int().nullable(),
  erreur: z.string(),
  dureeMs: z.number(),
})

export type Essai = z.infer<typeof essai>
