import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import { type Role, roleNames } from '#app/platform/permissions.ts'

const roles = Object.keys(roleNames) as [Role, ...Role[]] // keys of a const record

/** Who a person is, whatever it does here. */
export const personneInput = z.object({
  nom: z.string().trim().min(1).max(200),
  courriel: z.email().max(254).toLowerCase().nullable(),
  telephone: z.string().trim().max(40).nullable(),
})

export type PersonneInput = z.infer<typeof personneInput>

/** A role held for an organisation, perhaps on one axis or one commune only, for a time. */
export const affectationInput = z.object({
  organisationId: z.uuid(),
  fonction: z.string().trim().max(200),
  role: z.enum(roles),
  axeId: z.uuid().nullable(),
  communeCode: z.string().max(5).nullable(),
  debut: isoDay,
  fin: isoDay.nullable(),
})

export type AffectationInput = z.infer<typeof affectationInput>

/** What an administrator says of somebody it invites: who, with an address this time, and to do what. */
export const invitationInput = z.object({
  nom: personneInput.shape.nom,
  courriel: z.email().max(254).toLowerCase(),
  ...affectationInput.shape,
})

export type InvitationInput = z.infer<typeof invitationInput>

/** What somebody says of itself when it asks to enter a territory. */
export const demandeInput = z.object({
  territoire: z.string().min(1),
  organisation: z.string().trim().min(1).max(300),
  fonction: z.string().trim().min(1).max(200),
})

export type DemandeInput = z.infer<typeof demandeInput>

export function isRole(value: string | undefined): value is Role {
  return value !== undefined && value in roleNames
}
